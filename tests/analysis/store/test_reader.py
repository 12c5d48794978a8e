"""The store as its reader, and plain pandas and xarray, see it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import xarray

from analysis.contract import StoreError
from analysis.store.reader import Run, list_runs
from tests import tiny_store


def test_a_run_is_what_was_written(tiny_run):
    run = Run(tiny_run)
    assert (run.name, run.epochs, run.classes) == ("tiny", tiny_store.EPOCHS, tiny_store.CLASSES)
    assert run.splits == ["validation", "test", "train"]
    assert [run.classes[label] for label in run.labels] == list(run.samples["label"])
    assert run.row("ISIC_0000007") == 7
    assert run.row("no such sample") is None
    assert run.embeddings(5).shape == (tiny_store.SAMPLES, tiny_store.FEATURES)
    np.testing.assert_allclose(run.scores(2).sum(axis=1), 1, rtol=1e-5)
    assert run.projection("pca_joint").shape == (4, tiny_store.SAMPLES, 2)
    false, missing = run.distortion("pca_joint", 1)
    np.testing.assert_array_equal(false, missing[::-1])


def test_plain_xarray_and_pandas_read_it_without_us(tiny_run):
    arrays = xarray.open_zarr(f"{tiny_run}/arrays.zarr")
    run = Run(tiny_run)
    assert arrays["embeddings"].dims == ("epoch", "sample", "feature")
    assert list(arrays["epoch"].values) == tiny_store.EPOCHS
    assert list(arrays["class"].values) == tiny_store.CLASSES
    chosen = arrays["scores"].sel(epoch=5, sample="ISIC_0000003").values
    np.testing.assert_array_equal(chosen, run.scores(5)[3])
    samples = pd.read_parquet(f"{tiny_run}/samples.parquet")
    assert list(samples["sample"]) == list(arrays["sample"].values)
    maps = xarray.open_zarr(f"{tiny_run}/explanations.zarr")
    assert maps["grad_cam"].dims == ("epoch", "sample", "class", "grad_cam_y", "grad_cam_x")
    maps.close()
    arrays.close()


def test_explanations_say_what_they_have(tiny_run):
    explanations = Run(tiny_run).explanations
    assert explanations.map("grad_cam", 5, "ISIC_0000002", 1).shape == (4, 4)
    assert explanations.residual("grad_cam", 5, "ISIC_0000002", 1) is None
    assert explanations.residual("integrated_gradients", 5, "ISIC_0000002", 1) == pytest.approx(0.004)
    assert "one input" in explanations.methods["shap"]["unsupported"]
    assert not explanations.has("shap", 5, "ISIC_0000002")
    assert explanations.image("ISIC_0000002").shape == (30, 30, 3)
    with pytest.raises(StoreError, match="not among the explained"):
        explanations.map("grad_cam", 5, "ISIC_0000050", 1)


def test_only_epochs_that_the_manifest_lists_exist(tiny_run, tmp_path):
    copy = shutil.copytree(tiny_run, tmp_path / "copy")
    manifest = json.loads((copy / "run.json").read_text())
    manifest["epochs"] = manifest["epochs"][:2]
    (copy / "run.json").write_text(json.dumps(manifest))
    run = Run(str(copy))
    assert run.epochs == [0, 1]
    assert list(run.metrics["epoch"]) == [0, 1]
    with pytest.raises(StoreError, match=r"no complete epoch 5.*0, 1"):
        run.scores(5)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "run.json is missing.*python -m analysis run"),
        ("{not json", "is not a run manifest"),
        ('{"epochs": []}', "is not a run manifest"),
        ('{"format": 99}', r"format 99.*reads up to format 1.*Update"),
    ],
)
def test_a_store_that_cannot_be_read_says_what_to_do(tmp_path, content, words):
    if content is not None:
        (tmp_path / "run.json").write_text(content)
    with pytest.raises(StoreError, match=words):
        Run(str(tmp_path))


def test_damaged_tables_and_missing_arrays_are_named(tiny_run, tmp_path):
    copy = shutil.copytree(tiny_run, tmp_path / "copy")
    (copy / "samples.parquet").write_bytes(b"not parquet")
    shutil.rmtree(copy / "arrays.zarr")
    with pytest.raises(StoreError, match=r"samples\.parquet cannot be read"):
        _ = Run(str(copy)).samples
    with pytest.raises(StoreError, match=r"has no arrays\.zarr"):
        Run(str(copy)).scores(5)


def test_runs_are_listed_by_name_and_nothing_else_is(tiny_runs, tmp_path):
    assert [Path(location).name for location in list_runs(tiny_runs)] == ["tiny_adam", "tiny_sgd"]
    assert list_runs(str(tmp_path / "absent")) == []
    (tmp_path / "no_store").mkdir()
    assert list_runs(str(tmp_path)) == []
