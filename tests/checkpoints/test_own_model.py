"""The user's own function builds the model; whatever is wrong with it is said in one sentence."""

import os
import sys

import numpy as np
import pytest

from checkpoints.contract import CheckpointError
from checkpoints.own_model import is_own
from checkpoints.reading import load_model
from checkpoints.registry import build

pytestmark = pytest.mark.tensorflow

CODE = """
import keras
from keras import layers

def tiny(size, channels, n_classes):
    units, end = (1, "sigmoid") if n_classes == 2 else (n_classes, "softmax")
    return keras.Sequential([
        keras.Input((*size, channels)),
        layers.Rescaling(1 / 255),
        layers.Conv2D(4, 3, activation="relu"),
        layers.GlobalAveragePooling2D(),
        layers.Dense(units, end),
    ])

def logits(size, channels, n_classes):
    return keras.Sequential([keras.Input((*size, channels)), layers.Flatten(), layers.Dense(n_classes)])

def always_ten(size, channels, n_classes):
    return tiny(size, channels, 10)

def always_small(size, channels, n_classes):
    return tiny((8, 8), channels, n_classes)

def always_grey(size, channels, n_classes):
    return tiny(size, 1, n_classes)

def nothing(size, channels, n_classes):
    return "a model"

def no_channels(size, n_classes):
    return tiny(size, 3, n_classes)

def broken(size, channels, n_classes):
    return layers.Conv2D(0, 3)

class Mine(layers.Layer):
    def call(self, inputs):
        return inputs * 2

def with_own_layer(size, channels, n_classes):
    model = tiny(size, channels, n_classes)
    return keras.Sequential([model.layers[0], Mine(), *model.layers[1:]])

def with_lambda(size, channels, n_classes):
    model = tiny(size, channels, n_classes)
    return keras.Sequential([keras.Input((*size, channels)), layers.Lambda(lambda x: x * 2), *model.layers])

def subclassed(size, channels, n_classes):
    class Own(keras.Model):
        def __init__(self):
            super().__init__()
            self.inner = tiny(size, channels, n_classes)
        def call(self, inputs):
            return self.inner(inputs)
    return Own()

constant = 3
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with a package of the user's, made the current one."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "models.py").write_text(CODE)
    (tmp_path / "mine" / "unfinished.py").write_text("def f(:\n")
    (tmp_path / "mine" / "needy.py").write_text("import no_such_package_anywhere\n")
    (tmp_path / "mine" / "failing.py").write_text("value = 1\nraise KeyError('nope')\n")
    monkeypatch.chdir(tmp_path)
    before = set(sys.modules)
    yield tmp_path
    for name in set(sys.modules) - before:
        if name.split(".")[0] == "mine":
            del sys.modules[name]


def settings(function, **others):
    return {"model": f"mine.models:{function}", "size": 12, "n_classes": 3, **others}


@pytest.mark.parametrize(("n_classes", "channels"), [(3, 3), (2, 1)])
def test_a_function_in_the_current_folder(folder, n_classes, channels):
    paths = list(sys.path)
    model = build(settings("tiny", n_classes=n_classes, channels=channels, size=[12, 10]))
    assert model.input_shape == (None, 12, 10, channels)
    assert model.output_shape == (None, 1 if n_classes == 2 else n_classes)
    assert sys.path == paths
    model.save(folder / "epoch_001.keras")
    again = load_model(str(folder / "epoch_001.keras"))
    images = np.random.default_rng(0).uniform(0, 255, (2, 12, 10, channels))
    np.testing.assert_allclose(again.predict(images, verbose=0), model.predict(images, verbose=0), atol=1e-6)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("yours.models:tiny", r"no module 'yours' for --model yours\.models:tiny\. Run the command from the folder"),
        ("mine.other:tiny", r"no module 'mine\.other'"),
        (
            "mine.needy:f",
            r"mine\.needy cannot be imported: ModuleNotFoundError at needy\.py:1: .*Install",
        ),
        ("mine.failing:f", r"mine\.failing cannot be imported: KeyError at failing\.py:2: 'nope'"),
        ("mine.unfinished:f", r"mine\.unfinished cannot be imported: SyntaxError.*unfinished\.py, line 1"),
        ("mine.models:large", r"no function 'large'\. It has: always_grey, .*tiny"),
        ("mine.models:constant", r"no function 'constant'"),
    ],
)
def test_names_of_nothing(folder, name, message):
    with pytest.raises(CheckpointError, match=message):
        build({"model": name, "size": 12, "n_classes": 3})


@pytest.mark.parametrize(
    ("function", "message"),
    [
        ("nothing", r"gives no keras\.Model but str"),
        ("no_channels", r"cannot be called as function\(size=.*unexpected keyword argument 'channels'"),
        ("broken", r"failed: ValueError at .*\.py:\d+"),
        ("always_ten", r"should end in a softmax of 3\. Found: 10 outputs"),
        ("always_small", r"takes pictures of 8 x 8 pixels, not 12 x 12"),
        ("always_grey", r"pictures with 3 channels .*\(None, 12, 12, 1\)"),
        ("logits", r"gives logits"),
        ("with_own_layer", r"a layer that is not Keras' own, Mine"),
        ("with_lambda", r"a layer that is not Keras' own, Lambda"),
        ("subclassed", r"a layer that is not Keras' own, Own"),
    ],
)
def test_what_cannot_be_trained_or_read_back(folder, function, message):
    with pytest.raises(CheckpointError, match=message):
        build(settings(function))


def test_settings_of_our_own_models(folder):
    assert build(settings("tiny", dropout=0.0, weights="none", alpha=None))
    with pytest.raises(CheckpointError, match="--alpha cannot change it"):
        build(settings("tiny", alpha=0.5))
    with pytest.raises(CheckpointError, match="--weights cannot change it"):
        build(settings("tiny", weights="imagenet"))
    with pytest.raises(CheckpointError, match="Say it with --size"):
        build(settings("tiny", size=None))


def test_reading_never_runs_code_that_a_folder_names(folder):
    """A training.json from elsewhere could name any function there is."""
    model = build(settings("tiny"))
    model.save_weights(folder / "epoch_001.weights.h5")
    with pytest.raises(CheckpointError, match="reading never runs"):
        load_model("epoch_001.weights.h5", architecture=settings("tiny"))


def test_what_is_a_name_of_ones_own():
    assert is_own("a:b") and is_own("package.sub.module:function")
    assert not any(map(is_own, ["small_cnn", "a:", ":b", "a:b:c", "a b:c", f"..{os.sep}x:y", "C:\\x"]))
