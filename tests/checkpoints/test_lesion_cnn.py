import numpy as np
import pytest

from checkpoints import lesion_cnn
from checkpoints.anatomy import examine
from checkpoints.contract import CheckpointError
from checkpoints.probe import Probe

pytestmark = pytest.mark.tensorflow


@pytest.fixture(scope="module")
def model():
    return lesion_cnn.build(size=(224, 224), n_classes=7)


def test_it_is_the_published_network(model):
    import keras

    layers = [layer for layer in model.layers if isinstance(layer, keras.layers.Conv2D | keras.layers.MaxPooling2D)]
    found = [
        "pool" if isinstance(layer, keras.layers.MaxPooling2D) else (layer.filters, layer.kernel_size[0])
        for layer in layers
    ]
    published = [(8, 3), (16, 3), (8, 1), "pool", (16, 3), (16, 3), (32, 3), (8, 1), "pool"]
    published += [(8, 3), (16, 3), (32, 3), (8, 1), "pool", (16, 3), (32, 3), "pool", (32, 3), (64, 3), "pool", (7, 1)]
    assert found == published
    assert sum(int(np.prod(weight.shape)) for weight in model.trainable_weights) == 51_221
    assert {layer.rate for layer in model.layers if isinstance(layer, keras.layers.Dropout)} == {0.01}


def test_the_embedding_is_what_the_last_convolution_takes(model):
    anatomy = examine(model)
    assert (anatomy.embedding_layer, anatomy.n_features) == ("embedding", 64)
    assert (anatomy.head_layer, anatomy.head, anatomy.logits_point) == ("class_maps_conv", "softmax", "scores:input")
    assert model.get_layer(anatomy.map_layer).output.shape == (None, 7, 7, 64)


@pytest.mark.parametrize("n_classes", [2, 7])
def test_logits_are_an_affine_function_of_the_embedding(n_classes):
    """Averaging and a 1 x 1 convolution commute, and the normalization behind it is affine in inference."""
    model = lesion_cnn.build(size=(64, 64), n_classes=n_classes)
    for number, weight in enumerate(model.weights):
        weight.assign(weight + 0.02 * np.random.default_rng(number).random(weight.shape))
    images = np.random.default_rng(1).integers(0, 256, (5, 64, 64, 3), dtype=np.uint8)
    embeddings, logits, scores = Probe(model, examine(model)).read(images)
    kernel, bias = model.get_layer("class_maps_conv").get_weights()
    gamma, beta, mean, variance = model.get_layer("class_maps_norm").get_weights()
    by_hand = (embeddings @ kernel[0, 0] + bias - mean) / np.sqrt(variance + 1e-3) * gamma + beta
    np.testing.assert_allclose(by_hand, logits[:, -by_hand.shape[1] :], rtol=1e-4)
    assert np.ptp(logits[:, -1]) > 1e-3
    predicted = model.predict(images, verbose=0)
    np.testing.assert_allclose(scores[:, -predicted.shape[1] :], predicted, atol=1e-5)


def test_settings():
    import keras

    plain = lesion_cnn.build(size=(32, 32), n_classes=3, dropout=0.0)
    assert not [layer for layer in plain.layers if isinstance(layer, keras.layers.Dropout)]
    with pytest.raises(CheckpointError, match="--dropout"):
        lesion_cnn.build(size=(32, 32), n_classes=3, dropout=1.5)
    with pytest.raises(CheckpointError, match="no published weights"):
        lesion_cnn.build(size=(32, 32), n_classes=3, weights="imagenet")
