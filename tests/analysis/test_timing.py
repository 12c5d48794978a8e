"""Seconds add up over several runs of a stage; memory is the process's highest."""

from __future__ import annotations

import resource

from analysis import timing
from analysis.store.writer import RunWriter
from analysis.timing import timed


def test_seconds_add_up_and_memory_is_the_peak(tmp_path, monkeypatch):
    writer = RunWriter(str(tmp_path / "store"), "run")
    clock = iter([0.0, 2.5, 10.0, 11.25])
    monkeypatch.setattr(timing.time, "monotonic", lambda: next(clock))
    for _ in range(2):
        with timed(writer, "epochs"):
            pass
    assert writer.manifest["timing"] == {"epochs": 3.75}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    assert 0 < writer.manifest["peak_memory_bytes"]["epochs"] <= peak
