"""Distortion: the store's shares of false neighbors."""

import numpy as np

from analysis.store.reader import Run
from dashboard.color_by import false_neighbors
from dashboard.color_by.contract import Asked


def test_the_stores_own_shares(tiny_run):
    run = Run(tiny_run)
    found = false_neighbors.color(Asked(run, "pca_last"))
    assert np.array_equal(found.values, [run.distortion("pca_last", epoch)[0] for epoch in run.epochs])
    assert (found.low, found.high) == (0, 1)
    assert false_neighbors.possible(run, "pca_last")
