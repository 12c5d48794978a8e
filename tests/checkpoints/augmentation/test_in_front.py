import numpy as np
import pytest

from checkpoints.augmentation.in_front import augmented
from checkpoints.augmentation.words import parse
from checkpoints.contract import CheckpointError

pytestmark = pytest.mark.tensorflow


@pytest.fixture
def network():
    """A small classifier: `network(channels=3)`."""
    import keras

    def build(channels=3):
        keras.utils.set_random_seed(0)
        picture = keras.Input((24, 32, channels), name="picture")
        x = keras.layers.Conv2D(2, 3, name="conv")(keras.layers.Rescaling(1 / 255)(picture))
        scores = keras.layers.Dense(1, activation="sigmoid", name="scores")(keras.layers.GlobalAveragePooling2D()(x))
        return keras.Model(picture, scores, name="small")

    return build


@pytest.fixture
def two_inputs():
    """A classifier of a picture and three numbers."""
    import keras

    picture, metadata = keras.Input((24, 32, 3), name="picture"), keras.Input((3,), name="metadata")
    x = keras.layers.GlobalAveragePooling2D()(picture)
    scores = keras.layers.Dense(1, name="scores")(keras.layers.Concatenate()([x, metadata]))
    return keras.Model([picture, metadata], scores)


def test_the_network_itself_is_trained_and_stays_plain(network, images, tmp_path):
    import keras

    plain = network()
    model = augmented(plain, parse(["flips", "rotation"]), seed=0)
    np.testing.assert_array_equal(model(images, training=False), plain(images))
    model.compile("sgd", "binary_crossentropy")
    before = [value.copy() for value in plain.get_weights()]
    model.fit(images.astype(np.uint8), np.arange(6) % 2, batch_size=3, verbose=0)
    assert any(not np.array_equal(mine, then) for mine, then in zip(plain.get_weights(), before, strict=True))
    plain.save(tmp_path / "epoch_001.keras")
    loaded = keras.models.load_model(tmp_path / "epoch_001.keras")
    assert {type(layer).__module__.split(".")[0] for layer in loaded.layers} == {"keras"}
    assert not loaded.compiled


def test_the_seed_state_is_among_the_variables(network, images):
    model = augmented(network(), parse(["flips"]), seed=3)
    paths = {variable.path: variable for variable in model.variables}
    (state,) = [variable for path, variable in paths.items() if "seed_generator_state" in path]
    model(images, training=True)
    assert state.numpy().tolist() == [3, 1]
    assert not [weight for weight in model.weights if weight is state]  # why weights alone do not resume a training


def test_the_picture_alone_is_changed(two_inputs, images):
    model = augmented(two_inputs, parse(["brightness=0.5"]), seed=0)
    assert [tensor.name for tensor in model.inputs] == ["picture", "metadata"]
    numbers = np.ones((6, 3), np.float32)
    np.testing.assert_array_equal(model([images, numbers], training=False), two_inputs([images, numbers]))
    assert not np.array_equal(model([images, numbers], training=True), two_inputs([images, numbers]))


def test_grey_pictures_train_too(network, images):
    model = augmented(network(1), parse(["light", "hue"]), seed=0)
    model.compile("sgd", "binary_crossentropy", jit_compile=True)
    history = model.fit(images[..., :1], np.arange(6) % 2, batch_size=3, verbose=0)
    assert np.isfinite(history.history["loss"]).all()


def test_an_older_network_with_stock_layers_inside_is_read_as_ever(network, images, tmp_path):
    import keras

    from checkpoints.reading import load_model

    plain = network()
    flips = keras.layers.RandomFlip("horizontal_and_vertical", name="flips")
    keras.Sequential([keras.Input((24, 32, 3)), flips, plain]).save(tmp_path / "epoch_001.keras")
    loaded = load_model(str(tmp_path / "epoch_001.keras"))
    np.testing.assert_array_equal(loaded(images, training=False), plain(images))


def test_no_transforms_no_layer(network):
    plain = network()
    assert augmented(plain, (), seed=0) is plain


def test_a_network_without_pictures():
    import keras

    numbers = keras.Input((4,))
    model = keras.Model(numbers, keras.layers.Dense(1)(numbers), name="numbers")
    with pytest.raises(CheckpointError, match="numbers takes 0"):
        augmented(model, parse(["flips"]), seed=0)
