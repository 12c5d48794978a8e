import pytest

from checkpoints.anatomy import check_classes, examine
from checkpoints.contract import CheckpointError
from tests.checkpoints.zoo import KINDS, with_metadata

pytestmark = pytest.mark.tensorflow


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_model(kind):
    anatomy = examine(KINDS[kind]())
    assert (anatomy.input_size, anatomy.channels, anatomy.n_classes) == ((16, 16), 3, 4)
    assert anatomy.head == "softmax"
    assert anatomy.head_layer == "head"
    assert anatomy.logits_point is not None
    assert anatomy.n_features == 6
    assert anatomy.map_layer.rsplit("/", 1)[-1] == "map"
    assert anatomy.embedding_layer.rsplit("/", 1)[-1] == ("map" if kind == "fully_convolutional" else "pool")
    assert anatomy.rescales


def dense(units, activation=None, *, size=8, channels=3):
    import keras

    layers = [keras.layers.Flatten(), keras.layers.Dense(units, activation, name="head")]
    return keras.Sequential([keras.Input((size, size, channels)), *layers])


@pytest.mark.parametrize(
    ("units", "activation", "head", "point"),
    [
        (3, "softmax", "softmax", "head:linear"),
        (1, "sigmoid", "sigmoid", "head:linear"),
        (3, None, "logits", None),
        (1, None, "logits", None),
        (3, "softplus", "logits", None),
    ],
)
def test_heads(units, activation, head, point):
    anatomy = examine(dense(units, activation))
    assert (anatomy.head, anatomy.logits_point, anatomy.n_classes) == (head, point, max(2, units))
    assert anatomy.map_layer is None
    assert anatomy.n_features == 192
    assert not anatomy.rescales


def test_multi_label_is_refused():
    with pytest.raises(CheckpointError, match="multi-label"):
        examine(dense(3, "sigmoid"))


def test_preprocessing_written_out_as_arithmetic_counts():
    import keras

    picture = keras.Input((8, 8, 3))
    scaled = keras.applications.mobilenet_v2.preprocess_input(picture)
    head = keras.layers.Dense(2, "softmax")(keras.layers.Flatten()(scaled))
    assert examine(keras.Model(picture, head)).rescales


@pytest.mark.parametrize(
    ("name", "build", "map_layer", "rescales"),
    [("EfficientNetB0", {}, "top_activation", True), ("MobileNetV2", {"alpha": 0.35}, "out_relu", False)],
)
def test_keras_applications(name, build, map_layer, rescales):
    import keras

    model = getattr(keras.applications, name)(weights=None, input_shape=(32, 32, 3), classes=5, **build)
    anatomy = examine(model)
    assert anatomy.n_features == 1280
    assert anatomy.rescales == rescales
    assert anatomy.map_layer == map_layer or model.get_layer(map_layer).output.shape[1] == 1


def test_names_given_by_the_user(small_model):
    import keras

    picture = keras.Input((8, 8, 3))
    model = keras.Model(picture, small_model()(picture))
    nested = model.layers[-1].name
    chosen = examine(model, embedding_layer="conv", map_layer=f"{nested}/conv")
    assert (chosen.embedding_layer, chosen.map_layer) == (f"{nested}/conv", f"{nested}/conv")
    assert chosen.n_features == 4
    again = examine(model, embedding_layer=chosen.embedding_layer, map_layer=chosen.map_layer)
    assert again == chosen


@pytest.mark.parametrize("option", ["embedding_layer", "map_layer"])
def test_wrong_names_list_the_candidates(small_model, option):
    with pytest.raises(CheckpointError, match=f"--{option.replace('_', '-')} 'avg_pool'.*Choose one of: .*conv"):
        examine(small_model(), **{option: "avg_pool"})


def test_size_of_a_model_that_takes_any(small_model):
    with pytest.raises(CheckpointError, match="--size"):
        examine(small_model(size=None))
    assert examine(small_model(size=None), input_size=(12, 10)).input_size == (12, 10)
    with pytest.raises(CheckpointError, match="8 x 8 pixels, not 9 x 9"):
        examine(small_model(), input_size=(9, 9))


def test_wrong_inputs():
    import keras

    with pytest.raises(CheckpointError, match="4 channels"):
        examine(dense(2, "softmax", channels=4))
    with pytest.raises(CheckpointError, match="one picture"):
        examine(keras.Sequential([keras.Input((8,)), keras.layers.Dense(2)]))
    with pytest.raises(CheckpointError, match="never built"):
        examine(keras.Sequential([keras.layers.Dense(2)]))
    for shapes, found in (
        ([(8, 8, 3), (8, 8, 3)], r"\(None, 8, 8, 3\), \(None, 8, 8, 3\)"),
        ([(2,), (8, 8, 3)], "None, 2"),
    ):
        inputs = [keras.Input(shape) for shape in shapes]
        both = keras.layers.Concatenate()([keras.layers.Flatten()(each) for each in inputs])
        with pytest.raises(CheckpointError, match=f"a picture and then a row of metadata.*{found}"):
            examine(keras.Model(inputs, keras.layers.Dense(2)(both)))


def test_a_picture_and_metadata():
    anatomy = examine(with_metadata())
    assert (anatomy.input_size, anatomy.channels, anatomy.n_metadata) == ((16, 16), 3, 2)
    assert (anatomy.embedding_layer, anatomy.n_features) == ("gated", 6)
    assert anatomy.map_layer.rsplit("/", 1)[-1] == "map"
    assert (anatomy.head, anatomy.rescales) == ("softmax", True)


def test_outputs_that_are_no_row_of_classes():
    import keras

    with pytest.raises(CheckpointError, match="one row of class outputs"):
        examine(keras.Sequential([keras.Input((8, 8, 3)), keras.layers.Conv2D(2, 1)]))


def test_class_count():
    anatomy = examine(dense(1, "sigmoid"))
    check_classes(anatomy, ("benign", "malignant"))
    with pytest.raises(CheckpointError, match=r"2 classes, the data 3 \(a, b, c\).*--classes"):
        check_classes(anatomy, ("a", "b", "c"))
