import json

import pytest

from checkpoints.configuration import read_configuration
from checkpoints.keras_2 import is_keras_2, modernized


def model(*layers):
    return {"module": "keras", "class_name": "Sequential", "config": {"name": "m", "layers": list(layers)}}


def layer(kind, **config):
    return {"module": "keras.layers", "class_name": kind, "config": config}


def test_keras_2_spelling_is_modernized(keras_2):
    old = read_configuration(keras_2 / "epoch_02.h5")
    assert is_keras_2(old)
    new = json.dumps(modernized(old))
    assert '"groups": 1' in json.dumps(old)
    assert "DepthwiseConv2D" in new
    assert json.loads(new) == modernized(json.loads(new))


def test_a_convolution_keeps_its_groups():
    grouped = model(layer("Conv2D", name="a", groups=2))
    assert modernized(grouped) == grouped
    assert not is_keras_2(grouped)


def test_an_axis_in_a_list():
    (found,) = modernized(model(layer("BatchNormalization", name="n", axis=[3])))["config"]["layers"]
    assert found["config"]["axis"] == 3


def test_calls_of_a_nested_sequential_count_from_zero():
    inner = layer("Sequential", name="body", layers=[])
    outer = {
        "module": "keras",
        "class_name": "Functional",
        "config": {
            "layers": [
                inner,
                layer("ReLU", name="relu") | {"inbound_nodes": [[["body", 1, 0, {}]], [["body", 2, 0, {}]]]},
            ],
            "output_layers": [["relu", 1, 0]],
        },
    }
    new = modernized(outer)["config"]
    assert new["layers"][1]["inbound_nodes"] == [[["body", 0, 0, {}]], [["body", 1, 0, {}]]]
    assert new["output_layers"] == [["relu", 1, 0]]


@pytest.mark.tensorflow
def test_what_keras_3_writes_is_left_alone(small_model):
    import keras

    body = small_model()
    picture = keras.Input((8, 8, 3))
    configuration = json.loads(keras.Model(picture, keras.layers.Softmax()(body(picture))).to_json())
    assert not is_keras_2(configuration)
