"""Timing two ways of doing the same thing in turn, so that a drifting machine drifts for both."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

ROUNDS = 5


@dataclass(frozen=True)
class Comparison:
    """Ours against a reference.

    Attributes:
        what: the work, with its size.
        reference: what it is compared with.
        ours: median of ours.
        ratio: median over rounds of ours / reference; below 1 is faster.
        spread: smallest and largest ratio.
        unit: of `ours`.
    """

    what: str
    reference: str
    ours: float
    ratio: float
    spread: tuple[float, float]
    unit: str = "s"


def compare(what: str, ours: Callable[[], object], reference: str, theirs: Callable[[], object]) -> Comparison:
    """Run both in turn, after one warm-up each; work that gives a float has measured its own seconds."""
    ours(), theirs()
    pairs = [(_seconds(ours), _seconds(theirs)) for _ in range(ROUNDS)]
    ratios = sorted(mine / other for mine, other in pairs)
    median = statistics.median(mine for mine, _ in pairs)
    return Comparison(what, reference, median, statistics.median(ratios), (ratios[0], ratios[-1]))


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    own = work()
    return own if isinstance(own, float) else time.perf_counter() - began
