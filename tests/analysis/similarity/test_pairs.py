"""Pairs: each one once, the smaller epoch first, few epochs in memory."""

from __future__ import annotations

from itertools import combinations_with_replacement

import numpy as np
import pytest

from analysis.similarity import pairs
from analysis.similarity.pairs import count_due, pairs_due

EPOCHS = [0, 1, 2, 5, 8, 10]


@pytest.mark.parametrize("room", [1, 2, 4, 100])
@pytest.mark.parametrize("due", [EPOCHS, [10], [1, 5], [0, 2, 8, 10]])
def test_every_pair_with_a_due_epoch_is_given_once(monkeypatch, room, due):
    monkeypatch.setattr(pairs, "HELD_BYTES", room * 8)
    reads: list[int] = []

    def read(epoch: int) -> np.ndarray:
        reads.append(epoch)
        return np.array([float(epoch)])

    found = [(pair.epoch, pair.other) for pair in pairs_due(EPOCHS, due, read)]
    wanted = {pair for pair in combinations_with_replacement(EPOCHS, 2) if set(pair) & set(due)}
    assert len(found) == len(wanted) == count_due(EPOCHS, due) and set(found) == wanted
    assert len(reads) <= len(EPOCHS) * -(-len(due) // room)


def test_each_pair_brings_its_own_values():
    for pair in pairs_due(EPOCHS, [1, 8], lambda epoch: np.array([epoch])):
        assert (pair.first[0], pair.second[0]) == (pair.epoch, pair.other)


def test_nothing_due_reads_nothing():
    assert list(pairs_due(EPOCHS, [], lambda epoch: 1 / 0)) == []
