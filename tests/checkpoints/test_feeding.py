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


def test_whole_batches_measure_what_uneven_ones_do():
    """Seven pictures in batches of four: the eighth is empty, and neither loss nor accuracy knows of it."""
    import keras
    import tensorflow as tf

    from checkpoints.feeding import filled_up
    from tests.checkpoints.small_feed import network, pictures

    images, numbers = (each[:7] for each in pictures(3))
    uneven = tf.data.Dataset.from_tensor_slices((images, numbers)).batch(4)
    whole = filled_up(uneven, 7, 4)
    assert [tuple(spec.shape) for spec in whole.element_spec] == [(4, 16, 16, 3), (4,), (4,)]
    model = network(3)
    found = []
    for batches, kind in ((uneven, "metrics"), (whole, "weighted_metrics")):
        accuracy = keras.metrics.SparseCategoricalAccuracy(name="accuracy")
        model.compile(loss="sparse_categorical_crossentropy", jit_compile=False, **{kind: [accuracy]})
        found.append(model.evaluate(batches, verbose=0, return_dict=True))
    assert found[1] == pytest.approx(found[0], rel=1e-6)


def test_metadata_are_filled_up_with_their_pictures():
    import tensorflow as tf

    from checkpoints.feeding import filled_up

    inputs = (np.ones((5, 2, 2, 3), np.uint8), np.ones((5, 2), np.float32))
    batches = tf.data.Dataset.from_tensor_slices((inputs, np.arange(5))).batch(3)
    last = list(filled_up(batches, 5, 3))[-1]
    assert [each.shape[0] for each in tf.nest.flatten(last)] == [3] * 4
    np.testing.assert_allclose(last[2], [1.2, 1.2, 0.0])
