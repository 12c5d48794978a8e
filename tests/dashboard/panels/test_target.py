"""Scores as words."""

import pytest

from dashboard.panels.target import score_words


@pytest.mark.parametrize(
    ("score", "words"), [(0.98765, "0.988"), (0.0005, "0.001"), (0.0004, "< 0.001"), (0.0, "0.000"), (1.0, "1.000")]
)
def test_scores(score, words):
    assert score_words(score) == words
