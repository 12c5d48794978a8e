"""Right or wrong: against the label, not known where the model has no such class."""

import numpy as np

from analysis.store.reader import Run
from dashboard.color_by import correct
from dashboard.color_by.contract import Asked


def test_right_is_the_label(tiny_run):
    run = Run(tiny_run)
    run.__dict__["labels"] = np.where(np.arange(60) == 3, -1, run.labels)
    codes = correct.color(Asked(run, "pca_joint")).codes
    names = np.array(["right", "wrong", "not known"])[codes]
    for place, epoch in enumerate(run.epochs):
        right = run.scores(epoch).argmax(axis=1) == run.labels
        expected = np.where(right, "right", "wrong").astype(object)
        expected[3] = "not known"
        assert names[place].tolist() == expected.tolist()
