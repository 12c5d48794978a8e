"""First learned: the first epoch from which on a sample stays right, found by looking epoch by epoch."""

import numpy as np

from analysis.store.reader import Run
from dashboard.color_by import learned
from dashboard.color_by.contract import Asked


def by_looking(right):
    """The same in plain Python."""
    for epoch in range(len(right)):
        if all(right[epoch:]):
            return epoch
    return len(right)


def test_the_first_epoch_from_which_on_it_stays_right():
    right = np.random.default_rng(0).random((6, 500)) < 0.7
    assert learned.first_learned(right).tolist() == [by_looking(column) for column in right.T]
    assert learned.first_learned(np.array([[True], [False], [True]])).tolist() == [2]


def test_names_are_the_runs_epochs(tiny_run):
    run = Run(tiny_run)
    found = learned.color(Asked(run, "pca_joint"))
    assert list(found.names) == ["epoch 0", "epoch 1", "epoch 2", "epoch 5", "never"]
    right = np.array([run.scores(epoch).argmax(axis=1) == run.labels for epoch in run.epochs])
    for row in range(60):
        assert found.codes[0, row] == by_looking(right[:, row])


def test_many_epochs_are_taken_together(tiny_run, monkeypatch):
    monkeypatch.setattr(learned, "STEPS", 2)
    found = learned.color(Asked(Run(tiny_run), "pca_joint"))
    assert list(found.names) == ["epochs 0–1", "epochs 2–5", "never"]
    assert set(np.unique(found.codes)) <= {0, 1, 2}


def test_one_epoch_says_nothing_of_learning(tiny_run):
    run = Run(tiny_run)
    assert learned.possible(run, "pca_joint")
    run.epochs = run.epochs[:1]
    assert not learned.possible(run, "pca_joint")
