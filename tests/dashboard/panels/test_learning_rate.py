"""Where the learning rate comes from."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from dashboard.panels.learning_rate import last_epoch, rates


def run(history, epochs=(0, 1, 2), **training):
    return SimpleNamespace(history=pd.DataFrame(history), epochs=list(epochs), manifest={"training": training})


SCHEDULE = {"kind": "one-cycle", "steps": [0, 5, 10, 20, 30], "learning_rate": [1e-4, 5e-4, 1e-3, 5e-4, 1e-5]}


def test_the_schedule_by_step_wins_and_ends_where_training_did():
    epochs, values, words = rates(
        run({"epoch": [1, 2], "learning_rate": [9, 9]}, schedule=SCHEDULE, steps_per_epoch=10)
    )
    assert epochs.tolist() == [0, 0.5, 1, 2] and values.tolist() == SCHEDULE["learning_rate"][:4]
    assert "By step" in words


@pytest.mark.parametrize(
    "schedule", [None, {}, {"steps": [], "learning_rate": []}, {"steps": [0, 1], "learning_rate": [0.1]}, "cosine",
                 {"steps": "abc", "learning_rate": {}}],
)  # fmt: skip
def test_else_it_is_what_was_logged(schedule):
    logged = run({"epoch": [1, 2], "learning_rate": [0.1, None]}, schedule=schedule, steps_per_epoch=10)
    epochs, values, words = rates(logged)
    assert (epochs.tolist(), values.tolist()) == ([1.0], [0.1]) and "As logged" in words


def test_a_schedule_without_steps_per_epoch_cannot_be_placed():
    epochs, _, _ = rates(run({"epoch": [1, 2], "lr": [0.1, 0.2]}, schedule=SCHEDULE))
    assert epochs.tolist() == [1.0, 2.0]


def test_nothing_is_said_to_be_nothing():
    epochs, values, words = rates(run({"epoch": [1], "loss": [1.0]}))
    assert len(epochs) == len(values) == 0 and "No learning rate was logged" in words
    assert last_epoch(run({"epoch": [1, 4]})) == 4 and last_epoch(run({"epoch": []}, epochs=[])) == 0
    assert np.isnan(rates(run({"epoch": [1], "learning_rate": [np.nan]}))[0]).sum() == 0
