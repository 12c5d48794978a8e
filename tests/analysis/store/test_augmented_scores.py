"""Augmented scores in the store: beside the plain ones, and gone when their settings or their epoch are."""

from __future__ import annotations

import shutil

import numpy as np
import pytest

from analysis.store.augmented_scores import write_tta
from analysis.store.reader import Run
from analysis.store.writer import RunWriter

EIGHT, FOUR = {"draws": 8, "key": "eight"}, {"draws": 4, "key": "four"}


@pytest.fixture
def store(tiny_run, tmp_path) -> str:
    return str(shutil.copytree(tiny_run, tmp_path / "store"))


def test_scores_are_stored_beside_the_plain_ones(store):
    run = Run(store)
    plain, augmented = run.scores(5), run.scores(5)[:, ::-1].copy()
    write_tta(RunWriter(store, ""), 5, augmented, EIGHT)
    run = Run(store)
    assert run.tta_epochs == [5] and run.manifest["tta"]["draws"] == 8
    np.testing.assert_array_equal(run.scores_tta(5), augmented)
    np.testing.assert_array_equal(run.scores(5), plain)


def test_other_settings_let_the_old_scores_go_and_a_dropped_epoch_loses_its_own(store):
    writer = RunWriter(store, "")
    for epoch in (2, 5):
        write_tta(writer, epoch, Run(store).scores(epoch), EIGHT)
    assert Run(store).tta_epochs == [2, 5]
    writer.drop_epoch(2)
    assert Run(store).tta_epochs == [5]
    write_tta(writer, 1, Run(store).scores(1), FOUR)
    assert Run(store).tta_epochs == [1]
