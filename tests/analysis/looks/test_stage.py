"""looks.parquet and its arrays: measured once an epoch, and what they say where the answer is known."""

from __future__ import annotations

import shutil

import numpy as np
import pandas as pd
import pytest

from analysis.contract import StoreError
from analysis.epochs import write_epoch
from analysis.looks import partners
from analysis.looks.registry import MEASURES
from analysis.looks.stage import update_looks
from analysis.store import layout
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from tests.dashboard.small_store import two_classes, write
from tests.tiny_store import EPOCHS, SAMPLES


@pytest.fixture(scope="module")
def measured(tiny_run, tmp_path_factory) -> str:
    location = str(shutil.copytree(tiny_run, tmp_path_factory.mktemp("looks") / "store"))
    assert update_looks(RunWriter(location, "")) == 4
    return location


@pytest.fixture
def writer(measured, tmp_path) -> RunWriter:
    return RunWriter(str(shutil.copytree(measured, tmp_path / "store")), "")


@pytest.mark.parametrize("among", ["all", "other_groups"])
def test_each_sample_has_the_mean_over_its_neighbors(measured, among):
    run = Run(measured)
    thumbnails = run.thumbnails.many(range(SAMPLES))
    for name, measure in MEASURES.items():
        rows = measure.prepare(thumbnails)
        for epoch in (0, 5):
            for row in (0, 17, 59):
                others = [other for other in partners.nearest(run, epoch, among)[row] if other >= 0]
                expected = measure.alike(rows[[row] * len(others)], rows[others]).mean()
                assert run.looks(name, epoch, among)[row] == pytest.approx(expected, abs=1e-5)
    same = run.labels[run.neighbors(2)] == run.labels[:, None]
    np.testing.assert_allclose(run.looks("label", 2), same.mean(axis=1), rtol=1e-6)


def test_the_table_holds_the_means_of_the_arrays(measured):
    run = Run(measured)
    table = run.looks.table.set_index(["measure", "among", "epoch"])
    assert len(table) == 4 * 2 * 4 and run.looks.epochs == EPOCHS
    for measure, among, epoch in table.index:
        row = table.loc[(measure, among, epoch)]
        assert row["mean"] == pytest.approx(run.looks(measure, epoch, among).mean(), rel=1e-6)
        assert row["label_agreement"] == pytest.approx(run.looks("label", epoch, among).mean(), rel=1e-6)
        assert row["low"] < row["mean"] < row["high"]
        for baseline in ("random", "pixel_neighbors"):
            assert row[baseline] == pytest.approx(run.looks.baseline(measure, baseline, among).mean(), rel=1e-6)


def test_looks_that_follow_the_label_are_explained_by_it(measured):
    """The tiny run's pictures have one colour a class and noise: beyond labels, neighbors have nothing in common."""
    table = Run(measured).looks.table
    last = table[(table["measure"] == "color") & (table["among"] == "all") & (table["epoch"] == 5)].iloc[0]
    assert last["mean"] > last["random_high"]
    assert abs(last["beyond_label"]) < 0.02 < last["mean"] - last["random"]


def test_nothing_is_done_twice_and_a_new_epoch_is_added(writer):
    assert update_looks(writer) == 0
    run = Run(writer.location)
    before = run.looks("ssim", 5).copy()
    arrays = writer.arrays(list(run.samples["sample"]), run.classes)
    write_epoch(writer, arrays, {"epoch": 9, "sha256": "f" * 64}, run.embeddings(5) * 2, run.scores(5))
    assert Run(writer.location).looks.epochs == EPOCHS
    assert update_looks(writer) == 1
    grown = Run(writer.location)
    np.testing.assert_array_equal(grown.looks("ssim", 5), before)
    np.testing.assert_allclose(grown.looks("ssim", 9), before, atol=1e-6)  # twice the embedding: the same neighbors
    assert sorted(set(grown.looks.table["epoch"])) == [*EPOCHS, 9]


def test_other_labels_redo_everything(writer):
    samples = Run(writer.location).samples
    writer.table(layout.SAMPLES, samples.assign(label=samples["label"].to_numpy()[::-1]))
    assert update_looks(writer) == 4


def test_an_epoch_that_is_gone_takes_its_rows_along(writer):
    writer.drop_epoch(1)
    assert update_looks(writer) == 0
    assert set(pd.read_parquet(f"{writer.location}/{layout.LOOKS}")["epoch"]) == {0, 2, 5}


def test_how_many_neighbors_is_as_many_as_there_are(measured, tmp_path):
    assert Run(measured).looks.facts["neighbors"] == 10
    few = write(tmp_path, [0, 0, 1, 1, 1], {0: two_classes([0.1, 0.2, 0.6, 0.8, 0.9])})
    assert update_looks(RunWriter(few, "")) == 1
    assert Run(few).looks.facts["neighbors"] == 4


def test_without_groups_there_is_one_population(writer):
    writer.table(layout.SAMPLES, Run(writer.location).samples.assign(group=""))
    assert update_looks(writer) == 4
    assert Run(writer.location).looks.among == ("all",)
    with pytest.raises(StoreError, match="has no looks 'ssim' among 'other_groups'"):
        Run(writer.location).looks("ssim", 0, "other_groups")
