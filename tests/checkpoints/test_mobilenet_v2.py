import numpy as np
import pytest

from checkpoints import mobilenet_v2
from checkpoints.contract import CheckpointError

pytestmark = pytest.mark.tensorflow


def weights_file(real_data):
    return str(real_data / "weights" / "mobilenet_v2_0.35_224_imagenet_notop.weights.h5")


@pytest.mark.real_data
def test_weights_from_a_file_are_the_published_ones(real_data):
    import keras

    file = weights_file(real_data)
    model = mobilenet_v2.build(size=(96, 96), n_classes=7, weights=file, alpha=0.35)
    published = keras.applications.MobileNetV2(include_top=False, weights=None, alpha=0.35, input_shape=(96, 96, 3))
    from checkpoints.keras_errors import older_keras

    with older_keras():
        published.load_weights(file)
    images = np.random.default_rng(0).integers(0, 256, (2, 96, 96, 3)).astype("float32")
    expected = published.predict(images / 127.5 - 1, verbose=0)
    maps = keras.Model(model.inputs, model.get_layer("out_relu").output).predict(images, verbose=0)
    np.testing.assert_allclose(maps, expected, atol=1e-4)


@pytest.mark.real_data
def test_a_weights_file_of_another_width_names_the_layer(real_data):
    with pytest.raises(CheckpointError, match=r"notop\.weights\.h5 does not fit .*block_1_project.*\(1, 1, 48, 16\)"):
        mobilenet_v2.build(size=(96, 96), n_classes=7, weights=weights_file(real_data), alpha=0.5)
