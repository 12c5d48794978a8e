"""baselines.parquet: filled epoch by epoch, kept while nothing changed, redone for what did."""

from __future__ import annotations

import shutil

import numpy as np
import pytest

from analysis import probing
from analysis.probing import update_baselines
from analysis.store import layout
from analysis.store.reader import Run
from analysis.store.writer import RunWriter


@pytest.fixture
def store(tiny_run, tmp_path, monkeypatch) -> str:
    location = str(shutil.copytree(tiny_run, tmp_path / "store"))
    writer = RunWriter(location, "")
    writer.manifest["keys"] = {"pictures": "p", "model": "m"}
    writer.save()
    pixels = np.random.default_rng(0).random((60, 12))
    monkeypatch.setattr(probing, "pixels_of", lambda run: pixels)
    return location


def test_every_epoch_has_probes_and_pixels_have_none(store):
    assert update_baselines(RunWriter(store, "")) == 5
    table = Run(store).baselines
    assert set(table["epoch"].dropna()) == {0, 1, 2, 5}
    assert set(table[table["epoch"].isna()]["input"]) == {"pixels"}
    assert set(table["split"]) == {"validation", "test"} and set(table["model"]) == {"logistic", "svm"}
    last = table[(table["epoch"] == 5) & (table["metric"] == "macro_auroc") & (table["split"] == "test")]
    assert (last["value"] > 0.9).all()  # the tiny run's classes lie apart at its last epoch
    assert update_baselines(RunWriter(store, "")) == 0


def test_a_changed_epoch_is_redone_and_the_rest_kept(store):
    update_baselines(RunWriter(store, ""))
    writer = RunWriter(store, "")
    writer.table(layout.BASELINES, Run(store).baselines.assign(value=-1.0))
    writer.manifest["epochs"][1]["sha256"] = "f" * 64
    writer.save()
    assert update_baselines(RunWriter(store, "")) == 1
    table = Run(store).baselines
    assert (table[table["epoch"] == 1]["value"] >= 0).all()
    assert (table[table["epoch"] != 1]["value"] == -1).all()


def test_another_split_redoes_everything(store):
    update_baselines(RunWriter(store, ""))
    writer = RunWriter(store, "")
    writer.table(layout.SAMPLES, Run(store).samples.assign(group=""))
    assert update_baselines(writer) == 5


def test_an_undivided_run_says_why_it_has_none(store):
    writer = RunWriter(store, "")
    writer.table(layout.SAMPLES, Run(store).samples.assign(split="all"))
    assert update_baselines(writer) == 0
    run = Run(store)
    assert "need a training split" in run.manifest["baselines"]["reason"]
    assert run.baselines.empty


def test_figures_of_a_checkpoint_that_changed_since_are_not_shown(store):
    update_baselines(RunWriter(store, ""))
    writer = RunWriter(store, "")
    writer.manifest["epochs"][1]["sha256"] = "f" * 64
    writer.save()
    assert sorted(set(Run(store).baselines["epoch"].dropna())) == [0, 2, 5]
    assert update_baselines(RunWriter(store, "")) == 1
    assert sorted(set(Run(store).baselines["epoch"].dropna())) == [0, 1, 2, 5]
