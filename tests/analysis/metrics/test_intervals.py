"""Closed-form intervals against published figures, brute force and simulation."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from analysis.metrics import roc_curve
from analysis.metrics.intervals import Z, f1_interval, newcombe, wilson
from tests.analysis.metrics.conftest import draw, draw_lesions


@pytest.mark.parametrize(("successes", "trials"), [(0, 10), (3, 7), (81, 263), (10, 10), (1, 1)])
def test_wilson_is_scipys(successes, trials):
    expected = stats.binomtest(successes, trials).proportion_ci(method="wilson")
    assert wilson(successes, trials) == pytest.approx((expected.low, expected.high), abs=1e-12)


def test_wilson_of_newcombes_table():
    """Newcombe 1998, Stat. Med. 17, 857-872, table I: 81 of 263 gives 0.2553 to 0.3662."""
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)


def test_f1_interval_covers():
    """2,000 tables of 100 samples with a known F1: the interval holds it in 93 to 97 %."""
    generator = np.random.default_rng(0)
    hits, misses, alarms, _ = shares = np.array([0.2, 0.05, 0.1, 0.65])
    truth = 2 * hits / (2 * hits + misses + alarms)
    tables = generator.multinomial(100, shares, size=2000)
    ends = np.array([f1_interval(int(t[0]), int(t[1] + t[2])) for t in tables])
    assert 0.93 < np.mean((ends[:, 0] <= truth) & (truth <= ends[:, 1])) < 0.97


def brute_force_delong(positive: np.ndarray, score: np.ndarray) -> tuple[float, float]:
    """AUROC and its variance, every pair written out (DeLong 1988, eqs. 4-7)."""
    pairs = [
        [1.0 if high > low else 0.5 if high == low else 0.0 for low in score[~positive]] for high in score[positive]
    ]
    kernel = np.array(pairs)
    variance = kernel.mean(axis=1).var(ddof=1) / len(kernel) + kernel.mean(axis=0).var(ddof=1) / kernel.shape[1]
    return float(kernel.mean()), float(variance)


@pytest.mark.parametrize("decimals", [None, 1], ids=["distinct", "ties"])
@pytest.mark.parametrize("class_index", [0, 1])
def test_auroc_interval_is_brute_force_delong(decimals, class_index):
    labels, scores = draw(5, 60, 2, decimals=decimals)
    area, variance = brute_force_delong(labels == class_index, scores[:, class_index])
    curve = roc_curve(labels, scores, class_index)
    half = Z * math.sqrt(variance) / (area * (1 - area))
    center = math.log(area / (1 - area))
    ends = [1 / (1 + math.exp(-(center + sign * half))) for sign in (-1, 1)]
    assert (curve.area, curve.area_low, curve.area_high) == pytest.approx((area, *ends), abs=1e-12)


def test_grouped_interval_is_the_jackknife_over_groups():
    """Obuchowski's variance is nearly the delete-one-lesion jackknife's; counting pictures gives a narrower one."""
    labels, scores, groups = draw_lesions(1, 150)
    curve = roc_curve(labels, scores, 1, groups=groups)
    left_out = [roc_curve(labels[groups != g], scores[groups != g], 1).area for g in range(150)]
    deviation = math.sqrt(149 / 150 * np.sum((np.array(left_out) - np.mean(left_out)) ** 2))
    width = 2 * Z * deviation
    assert curve.area_high - curve.area_low == pytest.approx(width, rel=0.1)
    alone = roc_curve(labels, scores, 1)
    assert alone.area == curve.area
    assert alone.area_high - alone.area_low < 0.9 * (curve.area_high - curve.area_low)


def test_groups_of_one_change_nothing():
    labels, scores = draw(6, 80, 2)
    grouped = roc_curve(labels, scores, 1, groups=np.array([""] * 80))
    alone = roc_curve(labels, scores, 1)
    assert (grouped.area_low, grouped.area_high) == pytest.approx((alone.area_low, alone.area_high), abs=1e-12)


def test_auroc_interval_covers():
    """Binormal scores, 25 positives, 75 negatives, AUROC 0.92: the interval holds it in 92 to 98 % of 500 draws."""
    generator = np.random.default_rng(2)
    labels = np.repeat([1, 0], [25, 75])
    shift = stats.norm.ppf(0.92) * math.sqrt(2)
    hits = 0
    for _ in range(500):
        score = stats.norm.cdf(generator.normal(size=100) + shift * labels)
        curve = roc_curve(labels, np.stack([1 - score, score], axis=1), 1)
        hits += curve.area_low <= 0.92 <= curve.area_high
    assert 0.92 < hits / 500 < 0.98


def test_perfect_separation_is_not_certainty():
    score = np.array([0.9, 0.8, 0.7, 0.2, 0.1])
    curve = roc_curve(np.array([1, 1, 1, 0, 0]), np.stack([1 - score, score], axis=1), 1)
    assert (curve.area, curve.area_high) == (1.0, 1.0)
    assert 0.2 < curve.area_low < 0.8
    few, many = newcombe(1.0, 5, 5)[0], newcombe(1.0, 50, 50)[0]
    assert few < many < 1.0
    assert newcombe(0.0, 5, 5) == pytest.approx((0.0, 1 - few), abs=1e-9)


def test_newcombe_solves_its_equation():
    low, high = newcombe(0.8, 12, 20)
    for theta in (low, high):
        half = 15.0
        spread = 1 + half * (1 - theta) / (2 - theta) + half * theta / (1 + theta)
        assert abs(theta - 0.8) == pytest.approx(Z * math.sqrt(theta * (1 - theta) * spread / 240), abs=1e-9)
    assert low < 0.8 < high
