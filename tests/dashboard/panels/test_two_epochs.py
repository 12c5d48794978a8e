"""The words about two epochs."""

from __future__ import annotations

import numpy as np

from dashboard.epoch_change import Change
from dashboard.panels.two_epochs import neighbor_words, prediction_words

NONE = np.zeros(4, np.int64)


def test_predictions_are_counted_by_their_end():
    found = Change(np.array([0, 1, 1, 2]), np.array([0, 0, 2, 1]), np.array([0, 0, 1, 0]), NONE, NONE, NONE, 5)
    assert prediction_words(found, (0, 7)) == (
        "From epoch 0 to 7 the prediction of 3 of 4 samples (75.0 %) changed: "
        "1 became right, 1 became wrong, 1 stayed wrong."
    )
    same = Change(NONE, NONE, NONE, NONE, NONE, NONE, 5)
    assert prediction_words(same, (2, 3)) == "No prediction of 4 samples changed from epoch 2 to 3."


def test_neighbors_kept_stand_beside_chance():
    found = Change(NONE, NONE, NONE, np.array([0, 1, 2, 1]), NONE, NONE, 2)
    assert neighbor_words(found) == (
        "A sample keeps 1.00 of its 2 nearest neighbours on average (50.0 %; by chance 66.7 %); 1 sample keeps none."
    )
