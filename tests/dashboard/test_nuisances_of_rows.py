"""Tables of nuisances for any rows: the stored one for all samples, the same figures for others."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.nuisances.stage import update_nuisances
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from dashboard.nuisances_of_rows import _computed, nuisances_of
from tests.dashboard.looked_store import COLUMNS
from tests.tiny_store import EPOCHS, build


@pytest.fixture(scope="module")
def run(looked_runs) -> Run:
    return Run(f"{looked_runs}/tiny")


def test_of_all_samples_it_is_the_stored_table_the_strongest_first(run):
    found = nuisances_of(run, np.arange(60), "all")
    assert [trait.name for trait in found] == ["skin_tone", "age", "sex"]
    for trait in found:
        table = run.nuisances.table
        stored = table[(table["column"] == trait.name) & (table["among"] == "all")]
        assert np.array_equal(trait.table["strength"], stored["strength"]) and trait.epochs == EPOCHS


def test_of_some_samples_figures_are_means_over_them(run):
    rows = np.array([1, 5, 30])
    traits = {trait.name: trait for trait in nuisances_of(run, rows, "all")}
    expected = [run.nuisances("age", epoch)[rows].astype(float).mean() for epoch in EPOCHS]
    np.testing.assert_allclose(traits["age"].table["mean"], expected, rtol=1e-6)
    np.testing.assert_allclose(traits["age"].table["strength"], (np.array(expected) - 0.66) / 0.34, rtol=1e-4)


def test_what_the_labels_explain_lies_on_the_same_scale(run):
    traits = {trait.name: trait for trait in nuisances_of(run, np.arange(60), "all")}
    random, by_label = COLUMNS["age"][4:6]
    np.testing.assert_allclose(traits["age"].explained, (by_label - random) / (1 - random), rtol=1e-5)
    np.testing.assert_allclose(traits["sex"].explained, 0, atol=1e-6)


def test_figures_of_rows_are_those_that_the_analysis_stores(tmp_path):
    location = build(tmp_path / "run")
    update_nuisances(RunWriter(location, ""))
    run = Run(location)
    everyone = np.arange(60)
    stored = nuisances_of(run, everyone, "other_groups")
    computed = _computed(run, "", everyone.tobytes(), "other_groups")
    assert [trait.name for trait in stored] == [trait.name for trait in computed] and len(stored) >= 2
    for mine, its in zip(computed, stored, strict=True):
        for column in ("mean", "random", "by_label", "strength", "beyond_label"):
            np.testing.assert_allclose(mine.table[column], its.table[column].astype(float), atol=1e-5)
