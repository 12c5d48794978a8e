import numpy as np
import pytest

from checkpoints.anatomy import examine
from checkpoints.contract import CheckpointError
from checkpoints.image_and_metadata import WIDTHS
from checkpoints.probe import Probe
from checkpoints.registry import build

pytestmark = pytest.mark.tensorflow

SETTINGS = {"model": "image_and_metadata", "n_metadata": 5, "n_classes": 3, "size": 32}


@pytest.mark.parametrize(
    ("settings", "features"),
    [
        ({"image_model": "small_cnn"}, 64),
        ({"image_model": "lesion_cnn"}, 64),
        ({"image_model": "barebone_cnn_2", "dropout": 0.2}, 8 * 8 * 125),
    ],
)
def test_the_embedding_is_picture_and_metadata_together(settings, features):
    model = build(SETTINGS | settings)
    assert [tensor.name for tensor in model.inputs] == ["picture", "metadata"]
    assert model.name == f"{settings['image_model']}_and_metadata"
    anatomy = examine(model)
    assert (anatomy.n_metadata, anatomy.n_classes, anatomy.head) == (5, 3, "softmax")
    assert (anatomy.embedding_layer, anatomy.n_features) == ("joined", features + WIDTHS[-1])
    random = np.random.default_rng(0)
    images, metadata = random.integers(0, 256, (4, 32, 32, 3), dtype=np.uint8), random.standard_normal((4, 5))
    embeddings, logits, scores = Probe(model, anatomy).read(images, metadata)
    kernel, bias = model.get_layer("scores").get_weights()
    np.testing.assert_allclose(embeddings @ kernel + bias, logits, atol=1e-4)
    np.testing.assert_allclose(scores, model.predict([images, metadata], verbose=0), atol=1e-5)


def test_settings_reach_the_image_model():
    model = build(SETTINGS | {"image_model": "mobilenet_v2", "alpha": 0.35})
    assert model.get_layer("Conv1").filters == 16  # 32 at a width of 1
    assert model.get_layer("joined").output.shape == (None, 1280 + WIDTHS[-1])


def test_metadata_matter_and_so_does_the_picture():
    import keras

    keras.utils.set_random_seed(0)
    model = build(SETTINGS | {"image_model": "small_cnn"})
    images, metadata = np.full((2, 32, 32, 3), 90.0), np.zeros((2, 5))
    other = images * np.linspace(0, 2, 32)[:, None, None]
    plain = model([images, metadata]).numpy()
    assert np.abs(model([images, metadata + 1]).numpy() - plain).max() > 1e-5
    assert np.abs(model([other, metadata]).numpy() - plain).max() > 1e-5


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"n_metadata": 0}, "needs metadata beside the pictures. Found: 0 features. Name columns with --metadata"),
        ({"image_model": "resnet"}, "no image model 'resnet'"),
        ({"image_model": "small_cnn", "alpha": 0.5}, "small_cnn has no setting 'alpha'"),
        ({"image_model": "mobilenet_v2", "size": 16}, "at least 32 x 32"),
    ],
)
def test_settings_that_do_not_go(settings, message):
    with pytest.raises(CheckpointError, match=message):
        build(SETTINGS | settings)
