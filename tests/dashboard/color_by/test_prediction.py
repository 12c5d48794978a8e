"""Prediction: the best score of each epoch."""

import numpy as np

from analysis.store.reader import Run
from dashboard.color_by import prediction
from dashboard.color_by.contract import Asked


def test_the_best_score_of_each_epoch(tiny_run):
    run = Run(tiny_run)
    found = prediction.color(Asked(run, "pca_joint"))
    assert np.array_equal(found.codes, [run.scores(epoch).argmax(axis=1) for epoch in run.epochs])
    assert list(found.names) == run.classes and found.codes.std(axis=0).any()
