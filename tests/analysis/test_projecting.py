"""Projections are written for every complete epoch, with figures that add up, and only when stale."""

from __future__ import annotations

import shutil

import numpy as np
import pytest
from sklearn.decomposition import PCA

from analysis.epochs import write_epoch
from analysis.projecting import write_projections
from analysis.store.reader import Run
from analysis.store.writer import RunWriter


@pytest.fixture
def writer(tiny_run, tmp_path) -> RunWriter:
    source = Run(tiny_run)
    writer = RunWriter(str(shutil.copytree(tiny_run, tmp_path / "store")), "tiny")
    arrays = writer.arrays(list(source.samples["sample"]), source.classes)
    for epoch in source.epochs:
        writer.drop_epoch(epoch)
        write_epoch(writer, arrays, {"epoch": epoch}, source.embeddings(epoch), source.scores(epoch))
    return writer


def test_figures_equal_scikit_learn(writer):
    assert write_projections(writer, ("pca_joint", "pca_last")) == ["pca_joint", "pca_last"]
    run = Run(writer.location)
    entry = run.projections["pca_joint"]
    assert entry["epochs"] == run.epochs
    for place, epoch in enumerate(run.epochs):
        values = run.embeddings(epoch)
        best = PCA(2).fit(values).explained_variance_ratio_.sum()
        assert entry["own_best"][place] == pytest.approx(best, abs=1e-6)
        assert 0 < entry["explained_variance"][place] <= best + 1e-6
        total = values.var(axis=0, dtype=np.float64).sum()
        shown = run.projection("pca_joint")[place].var(axis=0, dtype=np.float64).sum()
        assert entry["explained_variance"][place] == pytest.approx(shown / total, rel=1e-5)
    last = run.projections["pca_last"]
    assert last["explained_variance"][-1] == pytest.approx(last["own_best"][-1], abs=1e-6)


def test_nothing_is_done_twice_and_a_new_epoch_makes_it_stale(writer):
    write_projections(writer, ("pca_joint",))
    assert write_projections(writer, ("pca_joint",)) == []
    run = Run(writer.location)
    arrays = writer.arrays(list(run.samples["sample"]), run.classes)
    write_epoch(writer, arrays, {"epoch": 9}, run.embeddings(5) * 2, run.scores(5))
    assert write_projections(writer, ("pca_joint",)) == ["pca_joint"]
    assert Run(writer.location).projection("pca_joint").shape == (5, 60, 2)
