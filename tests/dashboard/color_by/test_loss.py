"""Loss: scikit-learn's log loss, sample by sample; the ramp ends where 99 % do."""

import numpy as np
import pytest
from sklearn.metrics import log_loss

from analysis.store.reader import Run
from dashboard.color_by import loss
from dashboard.color_by.contract import Asked


def test_the_mean_is_scikit_learns_log_loss(tiny_run):
    run = Run(tiny_run)
    found = loss.color(Asked(run, "pca_joint"))
    for place, epoch in enumerate(run.epochs):
        scores = np.clip(run.scores(epoch).astype(float), 1e-7, 1)
        expected = [-np.log(scores[row, label]) for row, label in enumerate(run.labels)]
        assert found.values[place] == pytest.approx(np.array(expected), abs=1e-4)
    last = run.scores(run.epochs[-1]).astype(float)
    if last.min() > 1e-7:
        assert found.values[-1].mean() == pytest.approx(log_loss(run.labels, last, labels=[0, 1, 2]), abs=1e-4)
    assert found.high == pytest.approx(np.quantile(found.values, 0.99)) and found.unit == "nats"


def test_a_label_that_the_model_does_not_know_has_no_loss(tiny_run):
    run = Run(tiny_run)
    run.__dict__["labels"] = np.full(60, -1)
    run.manifest["updated"] = "other labels"  # caches go by the manifest
    found = loss.color(Asked(run, "pca_joint"))
    assert np.isnan(found.values).all() and found.low < found.high
