"""Killed ten times, in chosen stages and at random moments, then resumed, an analysis leaves the whole store."""

from __future__ import annotations

import json
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import xarray

from analysis.contract import StoreError
from analysis.store.reader import Run
from tests.conftest import ROOT

pytestmark = [pytest.mark.tensorflow, pytest.mark.timeout(900)]

AIMED = ("epochs", "looks", "nuisances", "projections")  # in the middle of what these write, neighbor lists included
KILLS = 10 - len(AIMED)
CHANGING = {"created", "updated", "timing", "peak_memory_bytes", "run", "out"}
SECONDS = {"seconds", "seconds_per_epoch", "neighbors_seconds"}

DRIVER = """
import contextlib, os, signal, sys
import tensorflow, keras
from analysis import model_under_study, pictures, pipeline
from analysis.request import Request
from analysis.store.arrays import EpochArrays
print("ready", flush=True)
checkpoints, data, out, aimed = sys.argv[1:]
now, left, timed, write = [], [7], pipeline.timed, EpochArrays.write

@contextlib.contextmanager
def noted(writer, stage):
    now[:] = [stage]
    with timed(writer, stage):
        yield

def deadly(self, *given, **named):
    left[0] -= now == [aimed]
    if not left[0]:
        os.kill(os.getpid(), signal.SIGKILL)
    write(self, *given, **named)

pipeline.timed, EpochArrays.write = noted, deadly
pipeline.analyse(Request(checkpoints=checkpoints, data=data, out=out, neighbors=10, explain=4))
"""


def start(checkpoints: Path, pictures: Path, out: Path, aimed: str = "") -> subprocess.Popen:
    command = [sys.executable, "-c", DRIVER, str(checkpoints), str(pictures), str(out), aimed]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def finish(process: subprocess.Popen) -> None:
    _, errors = process.communicate(timeout=300)
    assert process.returncode == 0, errors


def without_clock(value):
    """A manifest without what may differ between two runs that did the same."""
    if isinstance(value, dict):
        return {key: without_clock(part) for key, part in value.items() if key not in CHANGING | SECONDS}
    return [without_clock(part) for part in value] if isinstance(value, list) else value


def test_ten_kills_change_nothing(stock_checkpoints, pictures, tmp_path):
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    process = start(stock_checkpoints, pictures, whole)
    began = time.monotonic()
    finish(process)
    duration = time.monotonic() - began
    for stage in AIMED:
        process = start(stock_checkpoints, pictures, killed, stage)
        process.communicate(timeout=300)
        assert process.returncode == -signal.SIGKILL, stage
        assert_promises_hold(str(killed))
    chance, kills = random.Random(0), 0
    while kills < KILLS:
        process = start(stock_checkpoints, pictures, killed)
        try:
            process.communicate(timeout=chance.uniform(0, 0.7 * duration))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.communicate()
            kills += 1
            assert_promises_hold(str(killed))
        else:
            assert_equal(killed, whole)
            shutil.rmtree(killed)
    finish(start(stock_checkpoints, pictures, killed))
    assert_equal(killed, whole)


def assert_promises_hold(location: str) -> None:
    """Whatever the manifest of a killed run lists can be read, whole."""
    try:
        run = Run(location)
    except StoreError as error:
        assert "run.json is missing" in str(error)
        return
    for epoch in run.epochs:
        assert run.scores(epoch).sum(axis=1) == pytest.approx(1, abs=1e-5)
        assert (run.neighbors(epoch) >= 0).all()
    for metric, among in run.neighbor_lists:
        assert run.neighbors_of(3, metric, among)[0].shape == (len(run.epochs), 10)
    for stored, names in ((run.looks, run.looks.measures), (run.nuisances, run.nuisances.columns)):
        for name in names:
            assert np.isfinite(stored.over_epochs(name)).all() and name in stored.table.to_string()
    for name, entry in run.projections.items():
        assert run.projection(name).shape == (len(entry["epochs"]), 54, 2)
    for method, entry in run.explanations.methods.items():
        for epoch in entry["epochs"]:
            assert run.explanations.has(method, epoch, run.explanations.samples[0])


def assert_equal(found: Path, wanted: Path) -> None:
    for group in ("arrays.zarr", "explanations.zarr"):
        with xarray.open_zarr(found / group) as one, xarray.open_zarr(wanted / group) as other:
            xarray.testing.assert_identical(one.load(), other.load())
    for table in sorted(path.name for path in wanted.glob("*.parquet")):
        pd.testing.assert_frame_equal(*(pd.read_parquet(store / table) for store in (found, wanted)))
    pages = [sorted((store / "thumbnails").iterdir()) for store in (found, wanted)]
    assert [page.read_bytes() for page in pages[0]] == [page.read_bytes() for page in pages[1]]
    manifests = [without_clock(json.loads((store / "run.json").read_text())) for store in (found, wanted)]
    assert manifests[0] == manifests[1]
    leftovers = [path for path in found.rglob("*") if path.name.endswith((".part", ".partial"))]
    assert leftovers == []
