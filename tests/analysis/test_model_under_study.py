"""The pixel range is taken from the model, from the user, or measured, and the manifest says which."""

from __future__ import annotations

import shutil

import pytest

from analysis.pipeline import analyse
from analysis.request import Request
from analysis.store.reader import Run
from checkpoints.contract import CheckpointError

pytestmark = pytest.mark.tensorflow


@pytest.fixture(scope="module")
def mislabelled(pictures, tmp_path_factory):
    """The coloured pictures with four of each class in the wrong folder, so that no model can be right about all."""
    folder = shutil.copytree(pictures, tmp_path_factory.mktemp("mislabelled") / "colors")
    for label, wrong in (("red", "green"), ("green", "blue"), ("blue", "red")):
        for number in range(4):
            (folder / label / f"{label}_{number:02d}.png").rename(folder / wrong / f"{label}_{number:02d}.png")
    return folder


@pytest.fixture(scope="module")
def unscaled(mislabelled, tmp_path_factory) -> str:
    """Checkpoints of a model that was trained on pixels in 0..1 and does not say so."""
    import keras

    keras.utils.set_random_seed(0)
    stream = keras.utils.image_dataset_from_directory(mislabelled, image_size=(12, 12), batch_size=54, verbose=False)
    images, labels = next(iter(stream))
    layers = [
        keras.layers.Input((12, 12, 3)),
        keras.layers.GlobalAveragePooling2D(),
        keras.layers.Dense(12, activation="tanh"),
        keras.layers.Dense(3, activation="softmax"),
    ]
    model = keras.Sequential(layers)
    model.compile(keras.optimizers.Adam(0.05), "sparse_categorical_crossentropy", metrics=["accuracy"])
    folder = tmp_path_factory.mktemp("unscaled")
    model.fit(images.numpy() / 255.0, labels.numpy(), epochs=40, verbose=0)
    model.save(folder / "epoch_040.keras")
    return str(folder)


def request(checkpoints: str, pictures, out, **changes) -> Request:
    return Request(checkpoints=checkpoints, data=str(pictures), out=str(out), explain=0, neighbors=5, **changes)


def test_the_range_is_measured_when_the_model_does_not_say(unscaled, mislabelled, tmp_path):
    analyse(request(unscaled, mislabelled, tmp_path / "run"))
    run = Run(str(tmp_path / "run"))
    model = run.manifest["model"]
    assert model["preprocess"] == "unit"
    assert "measured" in model["preprocess_source"]
    losses = {name: figure["log_loss"] for name, figure in model["preprocess_tried"].items()}
    assert min(losses, key=losses.__getitem__) == "unit" and len(losses) == 5
    assert (run.scores(40).argmax(axis=1) == run.labels).mean() > 0.7


def test_a_measured_range_is_kept_when_epochs_are_added(unscaled, mislabelled, tmp_path, monkeypatch):
    analyse(request(unscaled, mislabelled, tmp_path / "run"))
    grown = shutil.copytree(unscaled, tmp_path / "grown")
    shutil.copy(grown / "epoch_040.keras", grown / "epoch_041.keras")
    monkeypatch.setattr("analysis.model_under_study.choose_preprocessing", lambda *_, **__: pytest.fail("asked again"))
    assert analyse(request(str(grown), mislabelled, tmp_path / "run")).epochs == 1


def test_the_user_has_the_last_word(unscaled, mislabelled, tmp_path):
    analyse(request(unscaled, mislabelled, tmp_path / "run", preprocess="symmetric"))
    run = Run(str(tmp_path / "run"))
    assert run.manifest["model"]["preprocess_source"] == "given with --preprocess"
    assert run.manifest["model"]["preprocess"] == "symmetric"


def test_an_embedding_too_wide_to_project_names_a_narrower_layer(pictures, tmp_path):
    import keras

    layers = [
        keras.layers.Input((12, 12, 3)),
        keras.layers.Conv2D(40, 1, name="conv"),
        keras.layers.Flatten(),
        keras.layers.Dense(3, activation="softmax"),
    ]
    folder = tmp_path / "wide"
    folder.mkdir()
    keras.Sequential(layers).save(folder / "epoch_001.keras")
    with pytest.raises(CheckpointError, match=r"has 5,760 features; up to 4,096 .* --embedding-layer, such as conv,"):
        analyse(request(str(folder), pictures, tmp_path / "run"))
    analyse(request(str(folder), pictures, tmp_path / "run", embedding_layer="conv"))
    assert Run(str(tmp_path / "run")).embeddings(1).shape[1] == 40
