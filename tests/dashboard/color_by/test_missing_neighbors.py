"""Distortion: the store's shares of missing neighbors."""

import numpy as np

from analysis.store.reader import Run
from dashboard.color_by import missing_neighbors
from dashboard.color_by.contract import Asked


def test_the_stores_own_shares(tiny_run):
    run = Run(tiny_run)
    found = missing_neighbors.color(Asked(run, "pca_last"))
    assert np.array_equal(found.values, [run.distortion("pca_last", epoch)[1] for epoch in run.epochs])
    assert (found.low, found.high) == (0, 1)
    assert missing_neighbors.possible(run, "pca_last")
