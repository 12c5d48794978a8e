"""The shelf gives back the chosen samples of every epoch, in any order, and leaves nothing behind."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.projections.contract import Embeddings
from analysis.projections.quality.shelf import shelf

VALUES = {epoch: np.random.default_rng(epoch).normal(size=(20, 5)).astype(np.float32) for epoch in (0, 2, 7)}


def test_the_chosen_samples_of_every_epoch():
    rows = np.array([1, 4, 19])
    labels, held_out = np.arange(20) % 3, np.arange(20) > 10
    whole = Embeddings(
        list(VALUES), VALUES.__getitem__, labels, ["a", "b", "c"], lambda epoch: VALUES[epoch] * 2, held_out
    )
    with shelf(whole, rows) as kept:
        for _, values in whole:
            kept.add(values)
        few = kept.embeddings()
        assert few.epochs == [0, 2, 7]
        for epoch in (7, 0, 2):
            np.testing.assert_array_equal(few.read(epoch), VALUES[epoch][rows])
            np.testing.assert_array_equal(few.margins(epoch), VALUES[epoch][rows] * 2)
        assert few.labels.tolist() == labels[rows].tolist()
        assert few.held_out.tolist() == [False, False, True]
    with pytest.raises(ValueError, match="closed"):
        few.read(0)
