"""Tables: only rows of epochs that the run still has, in the version that was measured."""

from __future__ import annotations

import shutil

import pandas as pd
import pytest

from analysis.contract import StoreError
from analysis.store import layout
from analysis.store.reader import Run
from analysis.store.tables import current_epochs, epoch_rows, epochs_seen, known_entry, pair_rows, read_table
from analysis.store.writer import RunWriter


@pytest.fixture
def writer(tiny_run, tmp_path) -> RunWriter:
    return RunWriter(str(shutil.copytree(tiny_run, tmp_path / "store")), "")


def test_a_table_that_cannot_be_read_says_what_to_do(writer, tmp_path):
    (tmp_path / "store" / "epochs.parquet").write_bytes(b"no table")
    with pytest.raises(StoreError, match=r"epochs\.parquet cannot be read.*Delete it and run the analysis again"):
        read_table(writer.location, "epochs.parquet")
    with pytest.raises(StoreError, match=r"missing\.parquet is missing.*Run the analysis again"):
        read_table(writer.location, "missing.parquet")


def test_rows_of_epochs_that_are_gone_are_left_out(writer):
    writer.table("some.parquet", pd.DataFrame({"epoch": [5, 0, 3], "value": [1.0, 2.0, 3.0]}))
    assert epoch_rows(writer.location, "some.parquet", [0, 1, 5])["value"].tolist() == [2.0, 1.0]
    assert epoch_rows(writer.location, "missing.parquet", [0, 1])["epoch"].tolist() == []
    assert list(pair_rows(writer.location, "missing.parquet", [0, 1])) == ["epoch", "other"]


def test_an_epoch_counts_in_the_version_that_was_seen_only():
    entries = [{"epoch": 0, "sha256": "a"}, {"epoch": 1, "sha256": "changed"}, {"epoch": 2, "sha256": "c"}]
    manifest = {"epochs": entries, "stage": {"epochs": {"0": "a", "1": "b", "3": "d"}}}
    assert current_epochs(manifest, "stage") == [0]
    assert current_epochs(manifest, "another") == []


def test_the_reader_shows_no_pair_of_an_epoch_that_has_changed(writer):
    assert Run(writer.location).similarity.empty and Run(writer.location).separation.empty
    pairs = [(0, 0), (0, 1), (1, 1), (0, 2), (1, 2), (2, 2)]
    table = pd.DataFrame(pairs, columns=["epoch", "other"]).assign(cka=1.0, neighbor_overlap=0.5)
    writer.table(layout.SIMILARITY, table)
    writer.table(layout.SEPARATION, pd.DataFrame({"epoch": [0, 1, 2], "silhouette": [0.1, 0.2, 0.3]}))
    seen = {"epochs": {str(epoch): "0" * 64 for epoch in (0, 1, 2)}}
    writer.manifest |= {"similarity": seen, "separation": seen}
    writer.manifest["epochs"][1]["sha256"] = "f" * 64
    writer.save()
    run = Run(writer.location)
    assert run.similarity[["epoch", "other"]].values.tolist() == [[0, 0], [0, 2], [2, 2]]
    assert run.separation["silhouette"].tolist() == [0.1, 0.3]


def test_an_entry_counts_only_with_all_of_its_tables(writer, tmp_path):
    writer.table("one.parquet", pd.DataFrame({"epoch": [0]}))
    entry = {"stage": {"key": "a"}}
    assert known_entry(writer.location, entry, "stage", "one.parquet") == {"key": "a"}
    assert known_entry(writer.location, entry, "stage", "one.parquet", "two.parquet") == {}
    assert known_entry(writer.location, {}, "stage") == {} == known_entry(writer.location, {"stage": None}, "stage")


def test_epochs_seen_are_current_until_a_checkpoint_changes():
    manifest = {"epochs": [{"epoch": 0, "sha256": "a"}, {"epoch": 2}]}
    manifest["stage"] = {"epochs": epochs_seen(manifest)}
    assert manifest["stage"]["epochs"] == {"0": "a", "2": ""} and current_epochs(manifest, "stage") == [0, 2]
    manifest["epochs"][0]["sha256"] = "b"
    assert current_epochs(manifest, "stage") == [2]
