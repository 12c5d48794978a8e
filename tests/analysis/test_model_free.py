"""Stages without a model, on a store that no model has written."""

from __future__ import annotations

import shutil

from analysis import model_free
from analysis.pipeline import Done
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from tests.tiny_store import EPOCHS


def test_every_stage_runs_once_and_is_noted(tiny_run, tmp_path):
    writer = RunWriter(str(shutil.copytree(tiny_run, tmp_path / "store")), "")
    done = model_free.update_model_free(writer)
    assert Done(**done) == Done(pairs=10, separations=4, looks=4, nuisances=4)
    manifest = Run(writer.location).manifest
    for stage in model_free.STAGES:
        assert sorted(map(int, manifest[stage]["epochs"])) == EPOCHS
        assert writer.manifest["timing"][stage] > 0
    assert set(model_free.update_model_free(writer).values()) == {0}
