"""Going through the pairs of epochs that are due, with few epochs in memory at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

HELD_BYTES = 2**28  # of epochs held while all others pass by


@dataclass(frozen=True)
class Pair:
    """Two epochs, `epoch` <= `other`, and what was read of each."""

    epoch: int
    other: int
    first: np.ndarray
    second: np.ndarray


def pairs_due(epochs: list[int], due: list[int], read: Callable[[int], np.ndarray]) -> Iterator[Pair]:
    """Every pair that has a due epoch in it, each epoch's pair with itself too, once.

    Args:
        epochs: all epochs, ascending.
        due: those whose pairs are wanted.
        read: epoch -> what is compared, all of one size. Called anew for every group of due epochs that is held.
    """
    waiting, finished = list(due), set()
    while waiting:
        held = {waiting[0]: read(waiting[0])}
        room = max(1, HELD_BYTES // max(held[waiting[0]].nbytes, 1))
        held |= {epoch: read(epoch) for epoch in waiting[1:room]}
        waiting = waiting[len(held) :]
        for epoch in epochs:
            if epoch in finished:
                continue
            values = held[epoch] if epoch in held else read(epoch)
            for partner, partners in held.items():
                if partner <= epoch:
                    yield Pair(partner, epoch, partners, values)
                elif epoch not in held:
                    yield Pair(epoch, partner, values, partners)
        finished |= set(held)


def count_due(epochs: list[int], due: list[int]) -> int:
    """How many pairs `pairs_due` gives."""
    known = len(epochs) - len(due)
    return len(due) * (len(due) + 1) // 2 + len(due) * known
