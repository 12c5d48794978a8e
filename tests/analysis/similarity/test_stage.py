"""similarity.parquet: all pairs once, only new pairs for a new epoch, anew for what has changed."""

from __future__ import annotations

import shutil
from itertools import combinations_with_replacement

import numpy as np
import pandas as pd
import pytest

from analysis.epochs import write_epoch
from analysis.similarity import stage
from analysis.similarity.stage import update_similarity
from analysis.store import layout
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from tests.analysis.similarity.test_alignment import naive
from tests.tiny_store import EPOCHS, NEIGHBORS, SAMPLES


@pytest.fixture
def writer(tiny_run, tmp_path) -> RunWriter:
    return RunWriter(str(shutil.copytree(tiny_run, tmp_path / "store")), "")


def add(writer: RunWriter, epoch: int, embeddings: np.ndarray) -> None:
    run = Run(writer.location)
    arrays = writer.arrays(list(run.samples["sample"]), run.classes)
    write_epoch(writer, arrays, {"epoch": epoch, "sha256": f"{epoch}" * 64}, embeddings, run.scores(5))


def test_every_pair_is_there_and_right(writer):
    assert update_similarity(writer) == 10
    run = Run(writer.location)
    table = run.similarity
    pairs = [tuple(row) for row in table[["epoch", "other"]].to_numpy()]
    assert pairs == list(combinations_with_replacement(EPOCHS, 2))
    for (epoch, other), row in zip(pairs, table.itertuples(), strict=True):
        assert row.cka == pytest.approx(naive(run.embeddings(epoch), run.embeddings(other)), abs=2e-6)
        shared = [len(set(a) & set(b)) for a, b in zip(run.neighbors(epoch), run.neighbors(other), strict=True)]
        assert row.neighbor_overlap == pytest.approx(np.mean(shared) / NEIGHBORS)
        if epoch == other:
            assert row.cka == 1 and row.neighbor_overlap == 1
    facts = run.manifest["similarity"]
    assert facts["k"] == NEIGHBORS and facts["subset"]["size"] == SAMPLES and facts["seconds"] > 0


def test_a_new_epoch_adds_its_pairs_only_and_nothing_is_done_twice(writer):
    update_similarity(writer)
    assert update_similarity(writer) == 0
    writer.table(layout.SIMILARITY, Run(writer.location).similarity.assign(cka=-1.0))
    add(writer, 9, Run(writer.location).embeddings(5) * 3)
    assert Run(writer.location).similarity["other"].max() == 5  # what holds is still shown
    assert update_similarity(writer) == 5
    table = Run(writer.location).similarity
    old = table[table["other"] != 9]
    assert len(old) == 10 and (old["cka"] == -1).all()
    new = table[table["other"] == 9].set_index("epoch")
    assert new.loc[5, "cka"] == 1 and new.loc[5, "neighbor_overlap"] == 1
    assert new.loc[0, "cka"] == pytest.approx(
        naive(Run(writer.location).embeddings(0), Run(writer.location).embeddings(9)), abs=2e-6
    )


def test_a_changed_checkpoint_is_compared_anew(writer):
    update_similarity(writer)
    writer.drop_epoch(2)
    add(writer, 2, Run(writer.location).embeddings(0))
    assert update_similarity(writer) == 4
    table = Run(writer.location).similarity.set_index(["epoch", "other"])
    assert len(table) == 10 and table.loc[(0, 2), "cka"] == 1 and table.loc[(0, 1), "cka"] < 1


def test_an_epoch_that_is_gone_takes_its_pairs_along(writer):
    update_similarity(writer)
    writer.drop_epoch(1)
    update_similarity(writer)
    table = pd.read_parquet(f"{writer.location}/{layout.SIMILARITY}")
    assert len(table) == 6 and not (table[["epoch", "other"]] == 1).any(axis=None)


def test_a_constant_embedding_has_no_alignment_but_the_rest_has(writer):
    add(writer, 6, np.full_like(Run(writer.location).embeddings(5), 0.1))
    update_similarity(writer)
    table = Run(writer.location).similarity
    missing = (table[["epoch", "other"]] == 6).any(axis=1)
    assert table["cka"].isna().tolist() == missing.tolist() and table["neighbor_overlap"].notna().all()


def test_a_subset_stands_for_a_run_that_costs_too_much(writer, monkeypatch):
    update_similarity(writer)
    exact = Run(writer.location).similarity
    monkeypatch.setattr(stage, "EXACT_WORK", 0)
    monkeypatch.setattr(stage, "uses_gram", lambda m, d: m <= 45)
    monkeypatch.setattr(stage, "choose", lambda labels, size: stage.Subset(np.arange(45), "the first 45"))
    assert update_similarity(writer) == 10  # another subset: everything anew
    run = Run(writer.location)
    assert run.manifest["similarity"]["subset"]["size"] == 45
    assert (run.similarity["cka"] - exact["cka"]).abs().between(1e-6, 0.2).any()
    assert (run.similarity["cka"] - exact["cka"]).abs().max() < 0.2
    assert (run.similarity["neighbor_overlap"] == exact["neighbor_overlap"]).all()
