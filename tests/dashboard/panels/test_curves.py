"""Where the decisions lie on the curves."""

import numpy as np
import pytest
from sklearn.metrics import precision_score, recall_score

from dashboard.panels.curves import operating_points


def test_points_are_scikit_learns():
    random = np.random.default_rng(0)
    labels, said = random.integers(0, 2, 80), random.integers(0, 2, 80)
    counts = np.bincount(labels * 2 + said, minlength=4).reshape(2, 2)
    for focus in (0, 1):
        on_roc, on_pr = operating_points(counts, focus)
        recall = recall_score(labels, said, pos_label=focus)
        false_alarms = 1 - recall_score(labels, said, pos_label=1 - focus)
        assert on_roc == pytest.approx((false_alarms, recall))
        assert on_pr == pytest.approx((recall, precision_score(labels, said, pos_label=focus)))


def test_no_point_where_it_is_undefined():
    assert operating_points(np.array([[5, 0], [0, 0]]), 1) == (None, None)
    on_roc, on_pr = operating_points(np.array([[5, 0], [3, 0]]), 1)
    assert on_roc == (0.0, 0.0)
    assert on_pr is None
