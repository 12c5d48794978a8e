"""Fold: offered where there are folds; a sample in none is not known."""

import numpy as np

from analysis.store.reader import Run
from dashboard.color_by import fold
from dashboard.color_by.contract import Asked


def test_folds_keep_their_numbers(tiny_run):
    run = Run(tiny_run)
    assert not fold.possible(run, "pca_joint")
    folds = np.array([-1, 2, 4] * 20)
    run.__dict__["samples"] = run.samples.assign(fold=folds)
    assert fold.possible(run, "pca_joint")
    found = fold.color(Asked(run, "pca_joint"))
    assert list(found.names) == ["fold 2", "fold 4"]
    assert found.codes[0].tolist() == [-1, 0, 1] * 20
