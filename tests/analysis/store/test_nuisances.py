"""Nuisances as a store's reader gives them; a run without any says so."""

from __future__ import annotations

import shutil

import numpy as np
import pytest

from analysis.contract import StoreError
from analysis.nuisances.stage import update_nuisances
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from tests.tiny_store import EPOCHS, SAMPLES


@pytest.fixture(scope="module")
def run(tiny_run, tmp_path_factory) -> Run:
    location = str(shutil.copytree(tiny_run, tmp_path_factory.mktemp("nuisances") / "store"))
    update_nuisances(RunWriter(location, ""))
    return Run(location)


def test_what_there_is(run):
    nuisances = run.nuisances
    assert list(nuisances.columns)[:2] == ["age", "sex"] and nuisances.among == ("all", "other_groups")
    assert nuisances.columns["measured_skin_tone"]["unit"] == "° ITA" and nuisances.facts["threshold"] == 0.05
    sex = run.samples["sex"].to_numpy()
    same = (sex[run.neighbors(2)] == sex[:, None]).mean(axis=1)
    np.testing.assert_allclose(nuisances("sex", 2), same, rtol=1e-6)
    np.testing.assert_allclose(nuisances("sex", 2, line="random"), 29 / 59, rtol=1e-6)  # of 59 others 29 are the same
    assert nuisances.over_epochs("age", "other_groups", "by_label").shape == (len(EPOCHS), SAMPLES)
    assert np.isnan(nuisances("age", 0)[0])  # its age is not known
    assert set(nuisances.table["column"]) == set(nuisances.columns) == set(nuisances.verdicts["column"])
    assert len(nuisances.values) == SAMPLES


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda nuisances: nuisances("taste", 5), "no nuisance 'taste' among 'all', line None"),
        (lambda nuisances: nuisances("age", 3), "no nuisances at epoch 3. It has: 0, 1, 2, 5"),
        (lambda nuisances: nuisances("age", 5, line="best"), "line 'best'"),
    ],
)
def test_what_there_is_not_is_said(run, call, words):
    with pytest.raises(StoreError, match=words.replace(".", r"\.")):
        call(run.nuisances)


def test_an_older_store_has_none_and_says_what_to_do(tiny_run):
    nuisances = Run(tiny_run).nuisances
    assert nuisances.epochs == [] and nuisances.table.empty and nuisances.verdicts.empty and nuisances.columns == {}
    with pytest.raises(StoreError, match="python -m analysis run"):
        nuisances("age", 0)
