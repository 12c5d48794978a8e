"""Compiled loops on all cores: each thread has a stretch of its own."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import pairwise


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@cache
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(cores(), thread_name_prefix="neighbors")


def side_by_side(loop: Callable, given: tuple, start: int, stop: int) -> None:
    """Call `loop(*given, (from, to))` for equal stretches of [start, stop), one a core, and wait for all.

    Args:
        loop: holds no lock of Python's, and writes nothing outside its stretch.
    """
    count = min(cores(), max(stop - start, 0))
    edges = [start + (stop - start) * part // max(count, 1) for part in range(count + 1)]
    spans = list(pairwise(edges))
    if len(spans) == 1:
        loop(*given, spans[0])
    else:
        list(_pool().map(lambda span: loop(*given, span), spans))
