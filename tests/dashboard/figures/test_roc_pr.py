"""The curves drawn are scikit-learn's."""

import numpy as np
import pytest
from sklearn.metrics import precision_recall_curve
from sklearn.metrics import roc_curve as sklearn_roc

from analysis.metrics import pr_curve, roc_curve
from dashboard.figures.roc_pr import Line, precision_recall, roc

RANDOM = np.random.default_rng(0)
LABELS = (RANDOM.random(400) < 0.2).astype(int)
POSITIVE = np.clip(LABELS * 0.25 + RANDOM.random(400) * 0.7, 0, 1).round(2)
SCORES = np.stack([1 - POSITIVE, POSITIVE], axis=1)
LINE = Line("#d55e00")


def curve_of(figure):
    return figure.data[1]


def test_roc_points_and_thresholds():
    drawn = curve_of(roc(roc_curve(LABELS, SCORES, 1), LINE))
    x, y, thresholds = sklearn_roc(LABELS, POSITIVE)
    assert drawn.x == pytest.approx(x, abs=1e-6)
    assert drawn.y == pytest.approx(y, abs=1e-6)
    assert drawn.customdata[1:] == pytest.approx(thresholds[1:], abs=1e-6)
    assert np.isfinite(np.asarray(drawn.customdata)).all()


def test_pr_points_are_drawn_as_steps():
    drawn = curve_of(precision_recall(pr_curve(LABELS, SCORES, 1), LINE))
    precision, recall, _ = precision_recall_curve(LABELS, POSITIVE)
    assert drawn.x == pytest.approx(recall[::-1], abs=1e-6)
    assert drawn.y == pytest.approx(precision[::-1], abs=1e-6)
    assert drawn.line.shape == "vh"


def test_guessing_is_the_diagonal_and_the_prevalence():
    assert list(roc(roc_curve(LABELS, SCORES, 1), LINE).data[0].y) == [0, 1]
    figure = precision_recall(pr_curve(LABELS, SCORES, 1), LINE)
    assert list(figure.data[0].y) == pytest.approx([LABELS.mean()] * 2)
    assert f"{LABELS.mean():.3g}" in figure.layout.annotations[0].text


def test_hover_says_the_threshold():
    for figure in (roc(roc_curve(LABELS, SCORES, 1), LINE), precision_recall(pr_curve(LABELS, SCORES, 1), LINE)):
        assert "threshold %{customdata" in curve_of(figure).hovertemplate


def test_the_threshold_in_use_is_marked_where_it_lies():
    figure = roc(roc_curve(LABELS, SCORES, 1), Line("#d55e00", at=(0.25, 0.5)))
    assert (figure.data[-1].x, figure.data[-1].y) == ((0.25,), (0.5,))
    assert len(roc(roc_curve(LABELS, SCORES, 1), LINE).data) == 2


def test_the_prevalence_is_written_away_from_the_curve():
    perfect = pr_curve(LABELS, np.stack([1 - LABELS, LABELS], axis=1).astype(float), 1)
    note = precision_recall(perfect, LINE).layout.annotations[0]
    assert note.y == pytest.approx(LABELS.mean())
    rare = np.arange(400) < 8
    poor = pr_curve(rare.astype(int), SCORES, 1)
    assert precision_recall(poor, LINE).layout.annotations[0].y == 1
