"""Weights give classes of a subset their share of the run back."""

import numpy as np

from analysis.sample_weights import sample_weights


def test_every_class_weighs_what_it_does_in_the_run():
    labels = np.repeat([-1, 0, 3], [4, 90, 6])
    rows = np.array([0, 1, 10, 20, 30, 94, 95, 96, 97, 98, 99])
    weights = sample_weights(labels, rows)
    assert [weights[labels[rows] == label].sum() for label in (-1, 0, 3)] == [4, 90, 6]
    assert sample_weights(labels, np.arange(100)).tolist() == [1] * 100
