"""What is concluded from two changes, and which changes are too small to count."""

from __future__ import annotations

import itertools
import math

import pytest

from analysis.metrics.estimates import UNDEFINED, Estimate
from dashboard.looks_words import CONCLUSIONS, DOWN, SAME, UNDECIDED, UNKNOWN, UP, conclusion, direction, dissent

TITLES = {"ssim": "Structure", "color": "Colour", "phash": "Layout"}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (Estimate(0.2, 0.1, 0.3), UP),
        (Estimate(-0.2, -0.3, -0.1), DOWN),
        (Estimate(0.2, -0.1, 0.5), SAME),  # not sure
        (Estimate(0.02, 0.01, 0.03), SAME),  # sure, but small
        (Estimate(0.05, 0.01, 0.09), UP),
        (Estimate(0.0, None, None), SAME),
        (Estimate(0.2, None, None), UNKNOWN),
        (UNDEFINED, UNKNOWN),
    ],
)
def test_a_change_counts_when_it_is_sure_and_large(change, expected):
    assert direction(change, 1.0) == expected


def test_without_a_span_only_the_interval_decides():
    assert direction(Estimate(0.001, 0.0005, 0.002), math.nan) == UP


def test_every_pair_of_directions_has_a_conclusion_of_its_own():
    pairs = set(itertools.product((UP, DOWN, SAME), repeat=2))
    assert set(CONCLUSIONS) == pairs and len(set(CONCLUSIONS.values())) == 9
    assert conclusion(UP, DOWN).startswith("From looks towards meaning")
    assert conclusion(UNKNOWN, DOWN) == conclusion(UP, UNKNOWN) == UNDECIDED


def test_measures_that_went_another_way_are_named():
    assert (
        dissent("ssim", {"ssim": DOWN, "color": UP, "phash": SAME}, TITLES)
        == "Likeness in colour went up and in layout hardly changed."
    )
    assert dissent("ssim", {"ssim": DOWN, "color": DOWN, "phash": DOWN}, TITLES) == "All 3 measures of looks say so."
    assert dissent("ssim", {"ssim": UP, "color": UP}, TITLES) == "Both measures of looks say so."
    assert dissent("ssim", {"ssim": UNKNOWN, "color": UP}, TITLES) == ""
    assert dissent("ssim", {"ssim": UP}, TITLES) == ""
