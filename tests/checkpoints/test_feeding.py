import numpy as np
import pytest

from checkpoints.contract import CheckpointError
from checkpoints.options import Options
from tests.checkpoints.small_feed import draw_pictures

pytestmark = pytest.mark.tensorflow


@pytest.fixture(scope="module")
def dataset(tmp_path_factory):
    from data.catalog import open_dataset

    return open_dataset(draw_pictures(tmp_path_factory.mktemp("feeding") / "pictures"))


def test_batches_of_one_size_without_end(dataset):
    from checkpoints.feeding import count_classes, feed_of

    feed = feed_of(dataset, Options(batch_size=5, seed=2), size=(8, 8), channels=1)
    assert feed.steps == sum(count_classes(dataset)) // 5
    shapes = {(images.shape, numbers.shape) for images, numbers in feed.training(0).take(2 * feed.steps + 1)}
    assert shapes == {((5, 8, 8, 1), (5,))}
    numbers = [numbers.numpy().tolist() for _, numbers in feed.training(0).take(3 * feed.steps)]
    assert [each.numpy().tolist() for _, each in feed.training(1).take(2 * feed.steps)] == numbers[feed.steps :]
    validated = sum(len(numbers) for _, numbers in feed.validation)
    assert validated == (dataset.samples["split"] == "validation").sum()
    assert validated % 5  # none is left out


def test_metadata_go_with_their_pictures(dataset):
    from checkpoints.feeding import feed_of

    rows = np.stack([np.arange(len(dataset)), dataset.samples["label"] == "dark"], axis=1).astype(np.float32)
    feed = feed_of(dataset, Options(batch_size=5), size=(8, 8), channels=3, metadata=rows)
    for batches in (feed.training(0).take(4), feed.validation):
        for (_, metadata), numbers in batches:
            np.testing.assert_array_equal(metadata[:, 1], numbers)


def test_no_validation(dataset):
    from dataclasses import replace

    from checkpoints.feeding import feed_of

    alone = replace(dataset, samples=dataset.samples.assign(split="train"))
    assert feed_of(alone, Options(batch_size=8), size=(8, 8), channels=3).validation is None


def test_balanced_weights_are_scikit_learns():
    from sklearn.utils.class_weight import compute_class_weight

    from checkpoints.feeding import balanced_weights

    labels = np.array([0] * 7 + [1] * 2 + [2] * 3)
    expected = compute_class_weight("balanced", classes=np.arange(3), y=labels)
    np.testing.assert_allclose(balanced_weights([7, 2, 3]), expected)
    with pytest.raises(CheckpointError, match="Class number 1 has no samples"):
        balanced_weights([3, 0])
