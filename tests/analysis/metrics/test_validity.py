"""Groups become whole numbers; samples without one stay alone."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.metrics.validity import group_codes, labels_and_scores


def test_groups_are_numbered_and_missing_ones_are_alone():
    codes = group_codes(np.array(["x", "", "y", "x", ""], dtype=object), 5)
    assert codes[0] == codes[3]
    assert len(set(codes)) == 4 and sorted(set(codes)) == [0, 1, 2, 3]


def test_groups_of_a_table_column():
    codes = group_codes(pd.Series(["x", "x", None]), 3)
    assert codes[0] == codes[1] != codes[2]


def test_no_groups_are_as_many_as_samples():
    np.testing.assert_array_equal(group_codes(None, 3), [0, 1, 2])


def test_scores_become_float64():
    labels, scores = labels_and_scores(np.array([0, 1], dtype=np.int32), np.full((2, 2), 0.5, dtype=np.float32))
    assert labels.dtype == np.int64 and scores.dtype == np.float64
