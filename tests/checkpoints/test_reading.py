import json
import os
import shutil

import numpy as np
import pytest

from checkpoints.contract import CheckpointError
from checkpoints.reading import load_model
from checkpoints.series import Checkpoint, find_series

pytestmark = pytest.mark.tensorflow


def same_weights(one, other):
    assert len(one.weights) == len(other.weights)
    for mine, yours in zip(one.weights, other.weights, strict=True):
        np.testing.assert_array_equal(mine, yours)


@pytest.mark.parametrize("name", ["epoch_1.keras", "epoch_1.h5", "epoch_1.hdf5"])
def test_whole_models_as_keras_saves_them(tmp_path, small_model, name):
    model = small_model()
    model.compile("adam", "sparse_categorical_crossentropy")
    model.save(tmp_path / name)
    loaded = load_model(str(tmp_path / name))
    same_weights(model, loaded)
    assert not loaded.compiled


def test_weights_with_the_json_of_their_model(tmp_path, small_model):
    model = small_model()
    model.save_weights(tmp_path / "epoch_4.weights.h5")
    (tmp_path / "model.json").write_text(model.to_json())
    (checkpoint,) = find_series(str(tmp_path)).checkpoints
    same_weights(model, load_model(checkpoint))


@pytest.mark.parametrize("n_classes", [2, 5])
def test_weights_of_a_registry_model_by_its_name(tmp_path, n_classes):
    from checkpoints.registry import build

    model = build({"model": "small_cnn", "n_classes": n_classes, "size": 16})
    model.save_weights(tmp_path / "epoch_4.weights.h5")
    (checkpoint,) = find_series(str(tmp_path), architecture="small_cnn").checkpoints
    same_weights(model, load_model(checkpoint))


def test_tensorflow_checkpoint_of_keras_3(tmp_path, small_model):
    import tensorflow as tf

    model = small_model()
    tf.train.Checkpoint(net=model).write(os.fspath(tmp_path / "ckpt-3"))
    (tmp_path / "model.json").write_text(model.to_json())
    same_weights(model, load_model(find_series(str(tmp_path)).checkpoints[0]))


@pytest.mark.parametrize(
    "name", ["epoch_02.h5", "epoch_02.keras", "epoch_02.weights.h5", "weights_02.h5", "cp-0002.ckpt.index"]
)
def test_every_form_of_keras_2_gives_what_keras_2_predicted(keras_2, name):
    expected = np.load(keras_2 / "expected.npz")
    model = load_model(str(keras_2 / name), architecture=str(keras_2 / "model.json"))
    np.testing.assert_allclose(model.predict(expected["images"], verbose=0), expected["scores"], atol=1e-6)


def test_remote_file(keras_2):
    import fsspec

    fsspec.filesystem("memory").pipe_file("/old/epoch_02.h5", (keras_2 / "epoch_02.h5").read_bytes())
    assert load_model("memory://old/epoch_02.h5").count_params() > 0


@pytest.mark.parametrize("ending", [".keras", ".h5"])
def test_a_lambda_is_refused_and_never_runs(tmp_path, ending):
    import keras

    trace = tmp_path / "it ran"
    code = compile(f"lambda x: (open({str(trace)!r}, 'w').close(), x)[1]", "lambda", "eval")
    function = eval(code)
    keras.Sequential([keras.Input((4, 4, 3)), keras.layers.Lambda(function, output_shape=(4, 4, 3))]).save(
        tmp_path / f"epoch_1{ending}"
    )
    trace.unlink(missing_ok=True)
    with pytest.raises(CheckpointError, match=r"Lambda layer.*was not loaded"):
        load_model(str(tmp_path / f"epoch_1{ending}"))
    assert not trace.exists()


def test_truncated_hdf5(tmp_path, keras_2):
    (tmp_path / "epoch_1.h5").write_bytes((keras_2 / "epoch_02.h5").read_bytes()[:9000])
    with pytest.raises(CheckpointError, match=r"epoch_1\.h5 is truncated"):
        load_model(str(tmp_path / "epoch_1.h5"))


def test_damaged_weights_inside_a_whole_archive(tmp_path, small_model):
    small_model().save(tmp_path / "epoch_1.keras")
    content = bytearray((tmp_path / "epoch_1.keras").read_bytes())
    at = content.index(b"\x89HDF\r\n")
    content[at : at + 600] = bytes(600)
    (tmp_path / "epoch_1.keras").write_bytes(content)
    with pytest.raises(CheckpointError, match=r"epoch_1\.keras cannot be loaded"):
        load_model(str(tmp_path / "epoch_1.keras"))


def test_a_class_of_the_users_own_is_named(tmp_path):
    import keras

    class Halve(keras.layers.Layer):
        def call(self, inputs):
            return inputs / 2

    keras.Sequential([keras.Input((4, 4, 3)), Halve()]).save(tmp_path / "epoch_1.keras")
    with pytest.raises(CheckpointError, match="needs the class 'Halve'"):
        load_model(str(tmp_path / "epoch_1.keras"))


def test_weights_without_a_model(keras_2):
    with pytest.raises(CheckpointError, match=r"weights_02\.h5 holds weights without a model.*model\.json.*--model"):
        load_model(Checkpoint(2, str(keras_2 / "weights_02.h5")))


@pytest.mark.parametrize("name", ["epoch_1.weights.h5", "cp-0002.ckpt.index"])
def test_weights_of_another_model(tmp_path, keras_2, small_model, name):
    small_model(units=5).save_weights(tmp_path / "epoch_1.weights.h5")
    for file in keras_2.glob("cp-0002.ckpt.*"):
        shutil.copy(file, tmp_path)
    (tmp_path / "model.json").write_text(small_model(units=3).to_json())
    with pytest.raises(CheckpointError, match=name):
        load_model(str(tmp_path / name), architecture=str(tmp_path / "model.json"))


def test_json_that_is_no_model(tmp_path, keras_2):
    (tmp_path / "model.json").write_text(json.dumps({"class_name": "Sequential", "config": {"layers": [3]}}))
    with pytest.raises(CheckpointError, match=r"model\.json"):
        load_model(str(keras_2 / "weights_02.h5"), architecture=str(tmp_path / "model.json"))


@pytest.mark.parametrize(
    ("pattern", "weights_only"),
    [("epoch_{epoch:03d}.keras", False), ("weights.{epoch:02d}-{loss:.2f}.weights.h5", True), ("m{epoch}.h5", False)],
)
def test_what_a_stock_script_writes(tmp_path, small_model, pictures, pattern, weights_only):
    import keras

    model = small_model()
    model.compile("sgd", "sparse_categorical_crossentropy")
    (tmp_path / "model.json").write_text(model.to_json())
    callbacks = [
        keras.callbacks.ModelCheckpoint(tmp_path / pattern, save_weights_only=weights_only),
        keras.callbacks.CSVLogger(tmp_path / "history.csv"),
    ]
    model.fit(pictures, np.arange(5) % 3, epochs=11, verbose=0, callbacks=callbacks)
    series = find_series(str(tmp_path))
    assert series.epochs == list(range(1, 12)) == series.history["epoch"].tolist()
    same_weights(model, load_model(series.checkpoints[-1]))


def test_a_model_json_that_is_not_there(keras_2, tmp_path):
    with pytest.raises(CheckpointError, match="no model description"):
        load_model(str(keras_2 / "weights_02.h5"), architecture=str(tmp_path / "model.json"))
