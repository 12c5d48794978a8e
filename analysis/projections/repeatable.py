"""Sums over many samples that come out bit for bit the same, however many processors take part.

BLAS divides a product among its threads, so their number changes the order of additions and with it the last bits.
Here every product runs on one thread; samples are divided into blocks, and blocks among a fixed number of lanes, whose
sums are added in a fixed order. Processors share the lanes.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache

import numpy as np
from threadpoolctl import ThreadpoolController

ROWS = 2048  # samples to a block: 21 MB in float64 at 1,280 features
LANES = 4  # sums kept at a time; part of the result, so never the number of processors


@contextmanager
def one_thread() -> Iterator[None]:
    """Hold BLAS to one thread, so that what it computes does not depend on how many there are."""
    with _libraries().limit(limits=1, user_api="blas"):
        yield


def summed(product: Callable[[slice], np.ndarray], n: int) -> np.ndarray:
    """The sum of a product over all blocks of n samples.

    Args:
        product: rows -> float64 array, always of one shape; called from several threads.
        n: samples, at least one.
    """
    blocks = [slice(start, start + ROWS) for start in range(0, n, ROWS)]

    def lane(number: int) -> np.ndarray:
        total = product(blocks[number])
        for rows in blocks[number + LANES :: LANES]:
            total += product(rows)
        return total

    with one_thread(), ThreadPoolExecutor(min(LANES, os.cpu_count() or 1)) as pool:
        total, *others = pool.map(lane, range(min(LANES, len(blocks))))
    for other in others:
        total += other
    return total


@cache
def _libraries() -> ThreadpoolController:
    return ThreadpoolController()
