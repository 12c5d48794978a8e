"""Shares of a class by group: counts by hand, intervals against scipy."""

import numpy as np
import pytest
from scipy.stats import binomtest

from analysis.store.reader import Run
from dashboard.class_shares import class_shares, counted


@pytest.mark.parametrize("focus", [0, 1, 2])
def test_counts_shares_and_wilson_intervals(tiny_run, focus):
    run = Run(tiny_run)
    groups = class_shares(run, "sex", focus)
    assert [group.words for group in groups] == ["male", "female", "all"] or groups[0].words == "female"
    for group in groups:
        inside = run.samples if group.words == "all" else run.samples[run.samples["sex"] == group.words]
        hits = int((inside["label"] == run.classes[focus]).sum())
        assert (group.total, group.count, group.counts[focus]) == (len(inside), hits, hits)
        assert group.counts.sum() == len(inside)
        interval = binomtest(hits, len(inside)).proportion_ci(0.95, method="wilson")
        assert group.share == hits / len(inside)
        assert (group.low, group.high) == pytest.approx((interval.low, interval.high), abs=1e-6)


def test_labels_that_the_model_does_not_know_count_as_samples_only():
    table = counted(np.array([0, 0, 1, 1]), np.array([0, -1, 1, 1]), (3, 2))
    assert table.tolist() == [[1, 0], [0, 2], [0, 0]]
