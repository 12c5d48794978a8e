"""Confidence: the best score; the ramp begins at chance."""

import numpy as np

from analysis.store.reader import Run
from dashboard.color_by import confidence
from dashboard.color_by.contract import Asked


def test_the_best_score_of_each_epoch(tiny_run):
    run = Run(tiny_run)
    found = confidence.color(Asked(run, "pca_joint"))
    assert np.array_equal(found.values, [run.scores(epoch).max(axis=1) for epoch in run.epochs])
    assert (found.low, found.high) == (1 / 3, 1)


def test_a_single_class_has_a_ramp_too(tiny_run):
    run = Run(tiny_run)
    run.classes = ["only"]
    found = confidence.color(Asked(run, "pca_joint"))
    assert found.low < found.high
