"""Stages without a model, stopped before steps of their writing: what is promised holds, and resuming ends whole.

Stopped in this process, so that it is before a known step; `test_killed` kills whole processes.
"""

from __future__ import annotations

import json
import shutil
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import xarray

from analysis import separating
from analysis.looks import stage as looks
from analysis.neighbors.stage import update_neighbors
from analysis.nuisances import stage as nuisances
from analysis.similarity import stage as similarity
from analysis.store.arrays import EpochArrays
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from tests.analysis.test_killed import without_clock

STEPS = ((RunWriter, ("save", "table")), (EpochArrays, ("create", "write", "publish")))
STAGES = {  # module with the version (that of lists of neighbors is their epochs'), what brings it up to date
    "neighbors": (None, partial(update_neighbors, asked=("euclidean:other_groups", "cosine:train"))),
    "similarity": (similarity, similarity.update_similarity),
    "separation": (separating, separating.update_separation),
    "looks": (looks, looks.update_looks),
    "nuisances": (nuisances, nuisances.update_nuisances),
}


class Killed(BaseException):
    """Not an error that anything may catch."""


@pytest.fixture
def steps(monkeypatch):
    """Counts every step of writing; before step number `steps["die"]` it ends."""
    counted = {"taken": 0, "die": -1}

    def counting(step, *given, **named):
        if counted["taken"] == counted["die"]:
            raise Killed
        counted["taken"] += 1
        return step(*given, **named)

    for owner, names in STEPS:
        for name in names:
            step = getattr(owner, name)
            monkeypatch.setattr(owner, name, lambda *given, _step=step, **named: counting(_step, *given, **named))
    return counted


@pytest.mark.parametrize(
    ("stage", "older"),
    [*((stage, False) for stage in STAGES), *((stage, True) for stage in STAGES if STAGES[stage][0])],
)
def test_stopped_at_any_step_and_resumed(tiny_run, tmp_path, monkeypatch, steps, stage, older):
    module, update = STAGES[stage]
    whole, killed = (str(shutil.copytree(tiny_run, tmp_path / name)) for name in ("whole", "killed"))
    if older:
        update(RunWriter(whole, ""))
        update(RunWriter(killed, ""))
        monkeypatch.setattr(module, "VERSION", module.VERSION + 1)
    writer = RunWriter(whole, "")
    steps["taken"] = 0
    assert update(writer) > 0
    wanted, total = Run(whole), steps["taken"]
    for point in sorted({0, total // 2, *range(max(total - 2, 0), total)}):
        writer = RunWriter(killed, "")
        steps |= {"taken": 0, "die": point}
        with pytest.raises(Killed):
            update(writer)
        steps["die"] = -1
        assert_promises_hold(Run(killed), wanted)
        if stage == "neighbors":  # every epoch counts by itself: begin again
            shutil.rmtree(killed)
            shutil.copytree(tiny_run, killed)
    assert update(RunWriter(killed, "")) > 0
    assert_equal(Path(killed), Path(whole))


def assert_promises_hold(found: Run, wanted: Run) -> None:
    """Whatever the manifest lists can be read, and is what an undisturbed analysis has."""
    for metric, among in found.neighbor_lists:
        for epoch in found.epochs:
            np.testing.assert_array_equal(found.neighbors(epoch, metric, among), wanted.neighbors(epoch, metric, among))
    for stored, other in ((found.looks, wanted.looks), (found.nuisances, wanted.nuisances)):
        for name in stored.measures if stored is found.looks else stored.columns:
            for among in stored.among:
                np.testing.assert_array_equal(stored.over_epochs(name, among), other.over_epochs(name, among))
        pd.testing.assert_frame_equal(stored.table, other.table) if stored.epochs else None
    for table in ("similarity", "separation"):
        rows = getattr(found, table)
        if len(rows):
            pd.testing.assert_frame_equal(rows, getattr(wanted, table))


def assert_equal(found: Path, wanted: Path) -> None:
    with xarray.open_zarr(found / "arrays.zarr") as one, xarray.open_zarr(wanted / "arrays.zarr") as other:
        xarray.testing.assert_identical(one.load(), other.load())
    for table in sorted(wanted.glob("*.parquet")):
        assert (found / table.name).read_bytes() == table.read_bytes(), table.name
    manifests = [without_clock(json.loads((store / "run.json").read_text())) for store in (found, wanted)]
    assert manifests[0] == manifests[1]
