"""Tables of looks for any rows: the stored one for all samples, the same figures for others."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.looks.stage import update_looks
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from dashboard.looks_of_rows import _computed, looks_of, share_of_rest, way
from tests.tiny_store import EPOCHS, build


@pytest.fixture(scope="module")
def run(looked_runs) -> Run:
    return Run(f"{looked_runs}/tiny")


def test_of_all_samples_it_is_the_stored_table(run):
    found = looks_of(run, np.arange(60), "all")
    assert list(found) == ["ssim", "color", "phash", "label"]
    for measure, table in found.items():
        stored = run.looks.table[(run.looks.table["measure"] == measure) & (run.looks.table["among"] == "all")]
        assert np.array_equal(table["mean"], stored["mean"]) and list(table["epoch"]) == EPOCHS


def test_of_some_samples_figures_are_means_over_them(run):
    rows = np.array([3, 8, 20, 21])
    table = looks_of(run, rows, "other_groups")["ssim"]
    expected = [run.looks("ssim", epoch, "other_groups")[rows].astype(float).mean() for epoch in EPOCHS]
    np.testing.assert_allclose(table["mean"], expected, rtol=1e-6)
    np.testing.assert_allclose(table["change"], np.array(expected) - expected[0], atol=1e-9)
    assert (table["low"] <= table["mean"]).all() and (table["mean"] <= table["high"]).all()
    np.testing.assert_allclose(table["random"], 0.2, rtol=1e-6)
    np.testing.assert_allclose(table["pixel_neighbors"], 0.6, rtol=1e-6)
    shared = [run.looks("label", epoch, "other_groups")[rows].astype(float).mean() for epoch in EPOCHS]
    np.testing.assert_allclose(table["by_label"], [0.18 + share * 0.07 for share in shared], rtol=1e-5)


def test_pictures_of_one_group_have_no_interval(run):
    table = looks_of(run, np.array([20, 21]), "all")["ssim"]  # lesion_10
    assert run.samples["group"].iloc[[20, 21]].nunique() == 1
    assert table["low"].isna().all() and table["mean"].notna().all()


def test_the_way_from_any_two_pictures_to_the_nearest_in_pixels():
    table = pd.DataFrame({"mean": [0.2, 0.4, 0.8, 0.5], "random": [0.2] * 4, "pixel_neighbors": [0.6, 0.6, 0.6, 0.2]})
    assert np.array_equal(way(table).round(9), [0, 0.5, 1.5, np.nan], equal_nan=True)


def test_the_way_from_any_two_labels_to_all_of_one():
    table = pd.DataFrame({"mean": [0.2, 0.6, 1.0, 1.0], "random": [0.2, 0.2, 0.2, 1.0]})
    assert np.array_equal(share_of_rest(table).round(9), [0, 0.5, 1, np.nan], equal_nan=True)


def test_figures_of_rows_are_those_that_the_analysis_stores(tmp_path):
    location = build(tmp_path / "run")
    update_looks(RunWriter(location, ""))
    run = Run(location)
    everyone = np.arange(60)
    stored = looks_of(run, everyone, "other_groups")
    computed = _computed(run, "", everyone.tobytes(), "other_groups")
    assert list(stored) == list(computed)
    for measure, table in computed.items():
        for column in ("mean", "change", "random", "pixel_neighbors", "by_label"):
            np.testing.assert_allclose(table[column], stored[measure][column].astype(float), atol=1e-5)
