"""The surest errors, by brute force."""

import numpy as np

from analysis.store.reader import Run
from dashboard.panels.starting_points import surest_errors
from dashboard.selection import Selection
from tests.dashboard.small_store import two_classes, write


def test_errors_come_first_and_surest_first(tiny_run):
    run = Run(tiny_run)
    rows = surest_errors(run, Selection("tiny", 0, None, "train"), 60)
    scores = run.scores(0)[rows]
    wrong = scores.argmax(axis=1) != run.labels[rows]
    assert sorted(rows.tolist()) == sorted(run.rows("train").tolist())
    assert wrong.tolist() == sorted(wrong.tolist(), reverse=True)
    assert scores[wrong].max(axis=1).tolist() == sorted(scores[wrong].max(axis=1).tolist(), reverse=True)


def test_a_label_that_the_model_does_not_know_is_no_error(tmp_path):
    run = Run(write(tmp_path, [0, 1, 1], {0: two_classes([0.99, 0.9, 0.6])}))
    run.__dict__["labels"] = np.array([0, -1, 1])
    assert surest_errors(run, Selection("small", 0, None, "test"), 3).tolist() == [0, 1, 2]
    run.__dict__["labels"] = np.array([-1, 0, 1])
    assert surest_errors(run, Selection("small", 0, None, "test"), 3).tolist() == [1, 0, 2]


def test_where_nothing_is_wrong_the_surest_answers_serve(tmp_path):
    run = Run(write(tmp_path, [0, 1, 1], {0: two_classes([0.2, 0.9, 0.99])}))
    assert surest_errors(run, Selection("small", 0, None, "test"), 2).tolist() == [2, 1]
