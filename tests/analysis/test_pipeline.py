"""The whole analysis on stock Keras checkpoints, against Keras and scikit-learn themselves."""

from __future__ import annotations

import shutil
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import xarray
from PIL import Image
from sklearn.neighbors import NearestNeighbors

from analysis.pipeline import Done, analyse
from analysis.request import Request
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from tests.analysis.neighbors.test_exact import brute_force

pytestmark = pytest.mark.tensorflow


def request_for(checkpoints: Path, pictures: Path, out: Path, **changes) -> Request:
    settings = {"neighbors": 10, "explain": 4, "methods": ("grad_cam", "integrated_gradients")} | changes
    return Request(checkpoints=str(checkpoints), data=str(pictures), out=str(out), **settings)


@pytest.fixture(scope="module")
def store(stock_checkpoints, pictures, tmp_path_factory) -> str:
    out = tmp_path_factory.mktemp("runs") / "stock"
    done = analyse(request_for(stock_checkpoints, pictures, out))
    assert done == Done(
        pictures=54, duplicates=1, epochs=3, metrics=3, health=3, similarity=6, separation=3, looks=3, nuisances=3,
        projections=5, explanations=6,
    )  # fmt: skip
    return str(out)


@pytest.fixture
def copied(store, tmp_path) -> str:
    return str(shutil.copytree(store, tmp_path / "stock"))


def test_scores_and_embeddings_are_what_keras_predicts(store, stock_checkpoints, pictures):
    import keras

    run = Run(store)
    assert run.epochs == [1, 2, 3]
    files = [pictures / file if not Path(file).is_absolute() else Path(file) for file in run.samples["file"]]
    pixels = np.stack([np.asarray(Image.open(file).convert("RGB")) for file in files])
    images = np.rint(keras.ops.convert_to_numpy(keras.ops.image.resize(pixels.astype("float32"), (20, 20))))
    for epoch in run.epochs:
        model = keras.models.load_model(stock_checkpoints / f"epoch_{epoch:03d}.keras")
        np.testing.assert_allclose(run.scores(epoch), model.predict(images, verbose=0), atol=1e-5)
        embedding = keras.Model(model.inputs, model.get_layer("embedding").output)
        np.testing.assert_allclose(run.embeddings(epoch), embedding.predict(images, verbose=0), atol=1e-5)


def test_neighbors_are_those_of_brute_force_and_scikit_learn(store):
    run = Run(store)
    for epoch in run.epochs:
        embeddings = run.embeddings(epoch)
        expected, exact = brute_force(embeddings, 10)
        np.testing.assert_array_equal(run.neighbors(epoch), expected)  # exact ties too, by row number
        np.testing.assert_allclose(run.neighbor_distances(epoch), exact, rtol=1e-5)
        distances, _ = (
            NearestNeighbors(n_neighbors=10, algorithm="brute").fit(embeddings.astype(np.float64)).kneighbors()
        )
        np.testing.assert_allclose(run.neighbor_distances(epoch), distances, rtol=1e-4, atol=1e-6)


def test_the_manifest_says_what_was_found(store):
    run = Run(store)
    model = run.manifest["model"]
    assert (model["embedding_layer"], model["map_layer"], model["n_features"]) == ("embedding", "last_map", 8)
    assert (model["preprocess"], model["head"], model["input_size"]) == ("none", "softmax", [20, 20])
    assert "rescales" in model["preprocess_source"]
    assert [entry["epoch"] for entry in run.manifest["epochs"]] == [1, 2, 3]
    assert all(len(entry["sha256"]) == 64 for entry in run.manifest["epochs"])
    assert run.history["epoch"].tolist() == [1, 2, 3]
    assert (run.samples[["width", "height"]] == [30, 24]).all(axis=None)
    assert run.thumbnails.one(0).shape == (96, 96, 3)
    assert set(run.explanations.methods) == {"grad_cam", "integrated_gradients"}


def test_plain_tools_read_the_store(store):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with xarray.open_zarr(f"{store}/arrays.zarr") as arrays:
            assert dict(arrays.sizes) == {
                "epoch": 3,
                "sample": 54,
                "feature": 8,
                "nuisance": 3,
                "class": 3,
                "neighbor": 10,
                "component": 2,
            }
    assert set(pd.read_parquet(f"{store}/epochs.parquet")["epoch"]) == {1, 2, 3}


def test_a_second_run_does_nothing(copied, stock_checkpoints, pictures):
    before = {path: path.stat().st_mtime_ns for path in Path(copied).rglob("*")}
    assert analyse(request_for(stock_checkpoints, pictures, Path(copied))) == Done()
    assert {path: path.stat().st_mtime_ns for path in Path(copied).rglob("*")} == before


def test_a_new_epoch_is_added_and_the_rest_kept(copied, stock_checkpoints, pictures, tmp_path):
    grown = shutil.copytree(stock_checkpoints, tmp_path / "grown")
    shutil.copy(grown / "epoch_003.keras", grown / "epoch_007.keras")
    old = Run(copied).embeddings(2).copy()
    done = analyse(request_for(grown, pictures, Path(copied)))
    assert (done.pictures, done.epochs, done.projections, done.explanations) == (0, 1, 5, 2)
    run = Run(copied)
    assert run.epochs == [1, 2, 3, 7]
    np.testing.assert_array_equal(run.embeddings(2), old)
    np.testing.assert_array_equal(run.embeddings(7), run.embeddings(3))
    assert run.projection("pca_joint").shape == (4, 54, 2)
    assert (done.similarity, done.separation, done.looks, done.nuisances) == (4, 1, 1, 1)
    assert run.similarity.set_index(["epoch", "other"]).loc[(3, 7), "cka"] == 1
    assert run.separation["epoch"].tolist() == run.epochs


def test_figures_of_a_projection_that_are_missing_are_added(copied, stock_checkpoints, pictures):
    writer = RunWriter(copied, "")
    quality = writer.manifest["projections"]["decision"].pop("quality")
    writer.save()
    assert analyse(request_for(stock_checkpoints, pictures, Path(copied))) == Done(projections=1)
    assert Run(copied).projections["decision"]["quality"] | {"seconds": 0} == quality | {"seconds": 0}


def test_an_older_store_gains_what_it_lacks_and_keeps_the_rest(copied, stock_checkpoints, pictures):
    before = Run(copied).embeddings(2).copy()
    writer = RunWriter(copied, "")
    for stage in ("similarity", "separation", "looks", "nuisances"):
        del writer.manifest[stage]
        Path(copied, f"{stage}.parquet").unlink()
    writer.save()
    done = analyse(request_for(stock_checkpoints, pictures, Path(copied)))
    assert done == Done(similarity=6, separation=3, looks=3, nuisances=3)
    assert len(Run(copied).similarity) == 6
    np.testing.assert_array_equal(Run(copied).embeddings(2), before)


def test_a_changed_checkpoint_is_redone(copied, stock_checkpoints, pictures, tmp_path):
    changed = shutil.copytree(stock_checkpoints, tmp_path / "changed")
    shutil.copy(changed / "epoch_001.keras", changed / "epoch_002.keras")
    done = analyse(request_for(changed, pictures, Path(copied)))
    assert (done.epochs, done.projections, done.explanations) == (1, 5, 2)
    run = Run(copied)
    np.testing.assert_array_equal(run.embeddings(2), run.embeddings(1))
    metrics = run.metrics.set_index("epoch")
    pd.testing.assert_series_equal(metrics.loc[2], metrics.loc[1], check_names=False)  # not those of the old file


def test_augmented_scores_of_the_last_epoch_are_added(copied, stock_checkpoints, pictures):
    wanted = request_for(stock_checkpoints, pictures, Path(copied), tta=2, tta_augment="flips")
    done = analyse(wanted)
    assert (done.epochs, done.tta, done.baselines) == (0, 1, 0)
    run = Run(copied)
    assert run.tta_epochs == [3] and run.manifest["tta"]["augment"] == "flips"
    gap = np.abs(run.scores_tta(3) - run.scores(3))
    assert 0 < gap.max() < 0.5  # other pictures, the same model
    assert run.metrics["all_tta_accuracy"].notna().tolist() == [False, False, True]
    assert "need a training split" in run.manifest["baselines"]["reason"]  # the folder is not divided
    assert analyse(wanted) == Done()


def test_other_settings_make_it_new(copied, stock_checkpoints, pictures):
    done = analyse(
        request_for(stock_checkpoints, pictures, Path(copied), embedding_layer="last_map", preprocess="unit")
    )
    assert (done.pictures, done.epochs) == (0, 3)
    assert Run(copied).manifest["model"]["preprocess_source"] == "given with --preprocess"
