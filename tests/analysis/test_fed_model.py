"""Every sample is read and explained with its own metadata; what cannot be fed says so."""

from __future__ import annotations

import json
import shutil
from contextlib import nullcontext
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from analysis.explainers.registry import EXPLAINERS
from analysis.fed_model import FedModel, metadata_of
from analysis.pipeline import analyse
from analysis.request import Request
from analysis.store.reader import Run
from checkpoints.contract import CheckpointError
from checkpoints.series import Series
from data.csv_images import load
from data.metadata_encoding import Encoding, encode, fit_encoding
from tests.checkpoints.zoo import with_metadata

COLUMNS = ["age", "sex"]
SAMPLES = pd.DataFrame({"split": "train", "age": [30.0, 50.0, None], "sex": ["m", "f", "m"]})


def series(training) -> Series:
    return Series("checkpoints/mine", (), training=training)


def anatomy(n_metadata: int) -> SimpleNamespace:
    return SimpleNamespace(n_metadata=n_metadata)


def test_metadata_are_encoded_as_in_training():
    encoding = fit_encoding(SAMPLES, COLUMNS)
    training = json.loads(json.dumps({"metadata": encoding.to_json()}))
    found = metadata_of(SAMPLES[::-1], series(training), anatomy(len(encoding.features)))
    np.testing.assert_array_equal(found, encode(encoding, SAMPLES)[::-1])
    assert metadata_of(SAMPLES, series(None), anatomy(0)) is None


@pytest.mark.parametrize("training", [None, {}, {"metadata": None}])
def test_an_unknown_encoding(training):
    with pytest.raises(CheckpointError, match=r"takes 6 numbers of metadata .*nothing in checkpoints/mine says what"):
        metadata_of(SAMPLES, series(training), anatomy(6))


def test_an_encoding_of_another_run():
    training = {"metadata": fit_encoding(SAMPLES, ["age"]).to_json()}
    with pytest.raises(CheckpointError, match=r"takes 6 numbers .* describes 2: age, age missing"):
        metadata_of(SAMPLES, series(training), anatomy(6))


def test_questions_of_one_sample_are_asked_together():
    held: list = []

    class Probe:
        def holding(self, metadata):
            held.append(list(metadata))
            return nullcontext()

    asked: list = []

    def compute(places):
        asked.append(list(places))
        return places * 10

    rows = np.array([2, 2, 0, 1, 1])
    model = FedModel(Probe(), np.arange(6.0).reshape(3, 2))
    np.testing.assert_array_equal(model.one_by_one(rows, compute), np.arange(5) * 10)
    assert asked == [[0, 1], [2], [3, 4]] and held == [[4, 5], [0, 1], [2, 3]]
    asked.clear()
    np.testing.assert_array_equal(FedModel(Probe()).one_by_one(rows, compute), np.arange(5) * 10)
    assert asked == [[0, 1, 2, 3, 4]] and len(held) == 3
    np.testing.assert_array_equal(model.only(np.array([2, 0])).metadata, [[4, 5], [0, 1]])


@pytest.mark.tensorflow
@pytest.mark.parametrize("name", EXPLAINERS)
def test_maps_explain_the_picture_with_metadata_held_fixed(name):
    """With its metadata fixed the gate is a constant, so a model of pictures alone has the same maps."""
    import keras

    from checkpoints.anatomy import examine
    from checkpoints.probe import Probe

    keras.utils.set_random_seed(0)
    both = with_metadata()
    random = np.random.default_rng(0)
    images = random.integers(0, 256, (2, 16, 16, 3), dtype=np.uint8)
    metadata = np.array([[2.0, -1.0], [-3.0, 1.0]], np.float32)
    probe = Probe(both, examine(both))
    rows, classes = np.array([0, 0, 1]), np.array([1, 3, 1])
    inputs = probe.prepare(images)[rows]
    explain = EXPLAINERS[name].explain
    found = FedModel(probe, metadata).one_by_one(rows, lambda some: explain(probe, inputs[some], classes[some]))
    for row in (0, 1):
        head = keras.layers.Dense(4, activation="softmax", name="head")
        alone = keras.Sequential([keras.Input((16, 16, 3)), both.get_layer("body"), both.get_layer("pool"), head])
        gate = both.get_layer("gate")(metadata[row : row + 1]).numpy()[0]
        kernel, bias = both.get_layer("head").get_weights()
        head.set_weights([gate[:, None] * kernel, bias])
        expected = explain(Probe(alone, examine(alone)), inputs[rows == row], classes[rows == row])
        np.testing.assert_allclose(found[rows == row], expected, atol=1e-4 * np.abs(expected).max())
    assert not np.allclose(found[0], found[2], atol=1e-3 * np.abs(found).max())


@pytest.fixture(scope="module")
def joined_run(tmp_path_factory):
    """A CSV dataset of 12 pictures with ages, and two epochs of a model that takes both and does not scale pixels."""
    import keras
    from PIL import Image

    folder = tmp_path_factory.mktemp("joined")
    random = np.random.default_rng(0)
    (folder / "data").mkdir()
    ages = [30, 40, None, 60, 70, 80, 30, 40, 50, None, 70, 80]
    rows = []
    for number, age in enumerate(ages):
        Image.fromarray(random.integers(0, 256, (8, 8, 3), dtype=np.uint8)).save(folder / "data" / f"{number}.png")
        rows.append({"id": number, "label": "ab"[number % 2], "age": age, "part": "test" if number > 8 else "train"})
    pd.DataFrame(rows).to_csv(folder / "data" / "table.csv", index=False)
    dataset = load(str(folder / "data"), **OPTIONS)
    (folder / "data" / "dataset.json").write_text(
        json.dumps({"format": 1, "kind": "csv", "location": ".", "options": OPTIONS})
    )
    keras.utils.set_random_seed(0)
    layers = keras.layers
    picture, metadata = keras.Input((8, 8, 3)), keras.Input((2,))
    pooled = layers.GlobalAveragePooling2D()(layers.Conv2D(4, 3, activation="relu")(picture))
    x = layers.Multiply()([pooled, layers.Dense(4)(metadata)])
    model = keras.Model([picture, metadata], layers.Dense(2, activation="softmax")(x))
    (folder / "run").mkdir()
    for epoch in (0, 1):
        model.save(folder / "run" / f"epoch_{epoch:03d}.keras")
    training = {"metadata": fit_encoding(dataset.samples, ["age"]).to_json(), "classes": ["a", "b"]}
    (folder / "run" / "training.json").write_text(json.dumps(training))
    return folder, model


OPTIONS = {"id_column": "id", "label_column": "label", "split_column": "part"}


@pytest.mark.tensorflow
def test_a_run_from_checkpoints_to_maps(joined_run, tmp_path):
    from analysis.pictures import Decoded
    from checkpoints.preprocessing import PREPROCESSING

    folder, model = joined_run
    request = Request(str(folder / "run"), str(folder / "data"), str(tmp_path / "run"), neighbors=3, explain=2)
    assert analyse(request).epochs == 2
    run = Run(str(tmp_path / "run"))
    encoding = fit_encoding(run.samples, ["age"])
    metadata = encode(encoding, run.samples)
    pixels = Decoded(run.location).rows(np.arange(12)).astype(np.float32)
    images = PREPROCESSING[run.manifest["model"]["preprocess"]](pixels)
    np.testing.assert_allclose(run.scores(1), model.predict([images, metadata], verbose=0), atol=1e-5)
    assert len(run.manifest["model"]["preprocess_tried"]) == 5
    sample = run.manifest["explanations"]["samples"][0]
    assert all(np.isfinite(run.explanations.map(name, 1, sample, 0)).all() for name in EXPLAINERS)
    assert max(run.explanations.residual("integrated_gradients", 1, sample, c) for c in (0, 1)) < 0.05
    assert analyse(request).epochs == 0

    other = shutil.copytree(folder / "run", tmp_path / "other")
    training = json.loads((other / "training.json").read_text())
    training["metadata"]["columns"][0]["mean"] += 10
    (other / "training.json").write_text(json.dumps(training))
    again = replace(request, checkpoints=str(other))
    assert analyse(again).epochs == 2  # other numbers beside the same pictures
    expected = model.predict([images, encode(Encoding.from_json(training["metadata"]), run.samples)], verbose=0)
    np.testing.assert_allclose(Run(run.location).scores(1), expected, atol=1e-5)


@pytest.mark.tensorflow
def test_a_run_whose_encoding_is_lost(joined_run, tmp_path):
    bare = shutil.copytree(joined_run[0] / "run", tmp_path / "bare")
    (bare / "training.json").unlink()
    with pytest.raises(CheckpointError, match="the model cannot be fed"):
        analyse(Request(str(bare), str(joined_run[0] / "data"), str(tmp_path / "run"), neighbors=3))
