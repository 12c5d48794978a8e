import json

import pytest

from checkpoints.configuration import (
    first_difference,
    parse_configuration,
    read_configuration,
)
from checkpoints.contract import CheckpointError


def model(*layers):
    return {"module": "keras", "class_name": "Sequential", "config": {"name": "m", "layers": list(layers)}}


def layer(kind, **config):
    return {"module": "keras.layers", "class_name": kind, "config": config}


def test_weights_alone_have_no_configuration(keras_2):
    assert read_configuration(keras_2 / "weights_02.h5") is None


@pytest.mark.parametrize("name", ["a.keras", "a.h5"])
def test_a_file_that_is_no_model(tmp_path, name):
    (tmp_path / name).write_text("I am a picture")
    with pytest.raises(CheckpointError, match=f"{name} is truncated or not"):
        read_configuration(tmp_path / name)


@pytest.mark.parametrize("text", ["[1]", "{}", "no json"])
def test_json_that_is_no_model(text):
    with pytest.raises(CheckpointError, match="does not describe a Keras model"):
        parse_configuration(text, "model.json")


@pytest.mark.parametrize(
    "config",
    [
        {"function": {"class_name": "__lambda__", "config": {"code": "4wAA"}}},
        {"function": ["4wAA", None, None], "function_type": "lambda"},
        {"function": "relu", "output_shape_type": "lambda"},
    ],
)
def test_code_is_refused_at_any_depth(config):
    with pytest.raises(CheckpointError, match=r"Lambda layer.*was not loaded"):
        parse_configuration(json.dumps(model(model(layer("Lambda", **config)))), "epoch_1.keras")


def test_a_lambda_of_keras_2_is_refused(keras_2):
    with pytest.raises(CheckpointError, match=r"lambda_01\.h5 holds a Lambda layer"):
        read_configuration(keras_2 / "lambda_01.h5")


def test_difference_names_the_layer():
    one = model(layer("Rescaling", name="r", scale=1 / 255), model(layer("Dense", name="d", units=3)))
    same = model(
        layer("Rescaling", name="r2", scale=1 / 255), model(layer("Dense", name="d_9", units=3, trainable=False))
    )
    other_scale = model(layer("Rescaling", name="r", scale=1 / 127.5), model(layer("Dense", name="d", units=3)))
    longer = model(*one["config"]["layers"], layer("Softmax", name="s"))
    assert first_difference(one, same) is None
    assert first_difference(one, other_scale) == "r"
    assert first_difference(one, longer) == "3 layers, not 2"
