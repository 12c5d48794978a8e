"""Score of a class: the column of that class."""

import numpy as np

from analysis.store.reader import Run
from dashboard.color_by import class_score
from dashboard.color_by.contract import Asked


def test_the_column_of_the_class(tiny_run):
    run = Run(tiny_run)
    found = class_score.color(Asked(run, "pca_joint", focus=2))
    assert np.array_equal(found.values, [run.scores(epoch)[:, 2] for epoch in run.epochs])
    assert (found.low, found.high) == (0, 1) and run.classes[2] in found.words
