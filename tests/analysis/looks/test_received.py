"""What samples give to the means of others, against loops."""

from __future__ import annotations

import numpy as np

from analysis.looks.received import received, row_means, same_label


def test_parts_equal_a_loop_and_add_up_to_the_means():
    random = np.random.default_rng(0)
    values = random.random((12, 4))
    partners = random.integers(0, 12, (12, 4))
    values[2, 1:], values[5] = np.nan, np.nan
    weights = random.random(12)
    wanted = np.zeros((12, 2))
    for row in range(12):
        known = np.flatnonzero(np.isfinite(values[row]))
        for place in known:
            share = weights[row] / len(known)
            wanted[partners[row, place]] += values[row, place] * share, share
    found = received(values, partners, weights)
    np.testing.assert_allclose(found, wanted)
    means = row_means(values)
    assert np.isnan(means[5]) and means[2] == values[2, 0]
    np.testing.assert_allclose(found[:, 0].sum(), np.nansum(means * weights))
    np.testing.assert_allclose(received(values, partners)[:, 1].sum(), 11)


def test_labels_count_where_both_are_known():
    found = same_label(np.array([0, 0, 1, -1]), np.array([[1, 2], [0, -1], [3, -1], [0, 1]]))
    np.testing.assert_array_equal(found, [[1, 0], [1, np.nan], [np.nan, np.nan], [np.nan, np.nan]])
    np.testing.assert_allclose(row_means(found), [0.5, 1, np.nan, np.nan])
