"""separation.parquet: every epoch measured once, probes taken over from the baselines and never fitted here."""

from __future__ import annotations

import shutil

import pandas as pd
import pytest
from sklearn.metrics import silhouette_score

from analysis import separating
from analysis.epochs import write_epoch
from analysis.separating import NO_PROBES, update_separation
from analysis.separation import COLUMNS
from analysis.store import layout
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from tests.tiny_store import EPOCHS, NEIGHBORS, SAMPLES


@pytest.fixture
def writer(tiny_run, tmp_path) -> RunWriter:
    return RunWriter(str(shutil.copytree(tiny_run, tmp_path / "store")), "")


def probes(writer: RunWriter, splits: tuple[str, ...] = ("test", "validation"), offset: float = 0.0) -> None:
    rows = [
        {"epoch": epoch, "input": source, "model": model, "split": split, "metric": metric, "value": value}
        for source, epochs in (("pixels", [pd.NA]), ("embedding", EPOCHS))
        for epoch in epochs
        for model in ("logistic", "svm")
        for split in splits
        for metric in ("accuracy", "macro_auroc")
        for value in [
            0.9 if (source, model, split, metric) == ("embedding", "logistic", splits[-1], "macro_auroc") else 0.1
        ]
    ]
    table = pd.DataFrame(rows).assign(low=0.05, high=0.95).astype({"epoch": "Int64"})
    writer.table(layout.BASELINES, table.assign(value=table["value"] + offset))
    writer.manifest["baselines"] = {"key": "k", "epochs": {str(epoch): "0" * 64 for epoch in EPOCHS}}
    writer.save()


def test_every_epoch_has_its_figures(writer):
    assert update_separation(writer) == 4
    run = Run(writer.location)
    table = run.separation
    assert tuple(table) == COLUMNS and table["epoch"].tolist() == EPOCHS
    for row in table.itertuples():
        assert row.silhouette == pytest.approx(silhouette_score(run.embeddings(row.epoch), run.labels), abs=1e-5)
        same = run.labels[run.neighbors(row.epoch)] == run.labels[:, None]
        assert row.neighbor_purity == pytest.approx(same.mean())
    facts = run.manifest["separation"]
    assert (facts["k"], facts["subset"]["size"], facts["probe"]) == (NEIGHBORS, SAMPLES, {"reason": NO_PROBES})
    assert table[["linear_probe_auroc", "linear_probe_auroc_low"]].isna().all(axis=None)


def test_probes_come_from_the_baselines_and_follow_them(writer):
    update_separation(writer)
    probes(writer)
    assert update_separation(writer) == 0  # nothing is measured again
    run = Run(writer.location)
    assert run.separation["linear_probe_auroc"].tolist() == [0.9] * 4
    assert run.separation["linear_probe_auroc_low"].tolist() == [0.05] * 4
    assert run.manifest["separation"]["probe"]["split"] == "validation"
    probes(writer, ("test",), offset=-0.2)
    update_separation(writer)
    assert Run(writer.location).separation["linear_probe_auroc"].tolist() == pytest.approx([0.7] * 4)


def test_why_there_are_no_probes_is_said(writer):
    writer.manifest["baselines"] = {"reason": "No split."}
    writer.save()
    update_separation(writer)
    assert Run(writer.location).manifest["separation"]["probe"] == {"reason": "No split."}


def test_a_new_epoch_is_added_and_nothing_is_done_twice(writer):
    update_separation(writer)
    before = writer.manifest["separation"]
    assert update_separation(writer) == 0 and writer.manifest["separation"] is before
    writer.table(layout.SEPARATION, Run(writer.location).separation.assign(silhouette=-9.0))
    run = Run(writer.location)
    arrays = writer.arrays(list(run.samples["sample"]), run.classes)
    write_epoch(writer, arrays, {"epoch": 9, "sha256": "f" * 64}, run.embeddings(5) * 2, run.scores(5))
    assert Run(writer.location).separation["epoch"].tolist() == EPOCHS
    assert update_separation(writer) == 1
    assert (Run(writer.location).separation["silhouette"] == -9).tolist() == [True] * 4 + [False]


def test_other_labels_redo_everything(writer):
    update_separation(writer)
    samples = Run(writer.location).samples
    writer.table(layout.SAMPLES, samples.assign(label=samples["label"].to_numpy()[::-1]))
    assert update_separation(writer) == 4


def test_an_epoch_that_is_gone_takes_its_row_along(writer):
    update_separation(writer)
    writer.drop_epoch(1)
    assert update_separation(writer) == 0
    assert pd.read_parquet(f"{writer.location}/{layout.SEPARATION}")["epoch"].tolist() == [0, 2, 5]


def test_a_subset_gives_every_class_its_share_of_the_run(writer, monkeypatch):
    update_separation(writer)
    exact = Run(writer.location).separation["silhouette"]
    monkeypatch.setattr(separating, "SIZE", 40)
    assert update_separation(writer) == 4
    run = Run(writer.location)
    subset = separating.subset_of(run)
    assert len(subset.rows) == 40 and run.manifest["separation"]["subset"] == subset.facts
    assert (run.separation["silhouette"] - exact).abs().between(1e-6, 0.1).all()
