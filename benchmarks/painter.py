"""One painted frame of the scatter in Node, beside the least that shows points at all."""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
from collections.abc import Iterator
from pathlib import Path

from benchmarks.interleaved import Comparison

SCRIPT = Path(__file__).with_name("painter.mjs")


def measure() -> Iterator[Comparison]:
    """Milliseconds of the processor a frame at 832 × 520, by number of points; nothing where Node is not installed."""
    node = shutil.which("node")
    if node is None:
        return
    done = subprocess.run([node, str(SCRIPT)], capture_output=True, text=True, check=True)
    for line in done.stdout.splitlines():
        yield _row(json.loads(line))


def _row(found: dict) -> Comparison:
    ratios = sorted(ours / floor for ours, floor in found["rounds"])
    ours = statistics.median(ours for ours, _ in found["rounds"]) * 1000
    what = f"painting {found['n']:,} points, ratio {found['ratio']}, {found['pixels']:.0f} pixels each"
    return Comparison(what, "hard 2 × 2 squares", ours, statistics.median(ratios), (ratios[0], ratios[-1]), "ms")
