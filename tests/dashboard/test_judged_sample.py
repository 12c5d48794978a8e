"""One sample through the epochs, against the stored scores."""

import numpy as np
import pytest

from analysis.store.reader import Run
from dashboard.judged_sample import Course, course


def test_a_course_is_the_store_s_own_scores(tiny_run):
    run = Run(tiny_run)
    for row in (0, 31, 59):
        found = course(run, row)
        assert found.epochs == [0, 1, 2, 5]
        for place, epoch in enumerate(run.epochs):
            scores = run.scores(epoch)[row]
            assert found.own[place] == scores[run.labels[row]]
            assert run.classes[found.predicted[place]] == run.classes[int(np.argmax(scores))]
            assert found.best[place] == scores.max()
            assert found.right[place] == (scores.argmax() == run.labels[row])


@pytest.mark.parametrize(
    ("right", "words"),
    [
        ([0, 1, 0, 1], "Right at 2 of 4 epochs, first at 1, last at 5."),
        ([0, 0, 0, 0], "Wrong at all 4 epochs."),
        ([1, 1, 1, 1], "Right at all 4 epochs."),
        ([1], "Right at its only epoch."),
    ],
)
def test_words(right, words):
    blank = np.zeros(len(right))
    assert Course([0, 1, 2, 5][: len(right)], blank, blank, blank, np.array(right, bool)).words() == words
