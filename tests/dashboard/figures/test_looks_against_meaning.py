"""The way through the epochs: its points, its marks, which epochs are named, and what is not there."""

from __future__ import annotations

import numpy as np

from dashboard.figures.looks_against_meaning import Mark, looks_against_meaning

EPOCHS = [0, 1, 2, 5]
AGREEMENT = np.array([0.4, 0.5, 0.6, 0.8])
LIKENESS = np.array([0.5, 0.45, 0.4, 0.3])


def named(figure) -> list[str]:
    return [note.text for note in figure.layout.annotations]


def test_the_way_goes_through_the_epochs_in_their_order():
    figure = looks_against_meaning(EPOCHS, AGREEMENT, LIKENESS, epoch=2)
    (way,) = figure.data
    assert list(way.x) == list(AGREEMENT) and list(way.y) == list(LIKENESS) and list(way.customdata) == EPOCHS
    assert way.marker.size[2] > way.marker.size[1]
    assert named(figure) == ["epoch 0", "epoch 2", "epoch 5"]


def test_an_epoch_in_view_that_is_an_end_is_named_once():
    assert named(looks_against_meaning(EPOCHS, AGREEMENT, LIKENESS, epoch=5)) == ["epoch 0", "epoch 5"]


def test_marks_stand_where_no_epoch_was():
    marks = [Mark(0.3, 0.2, "any two pictures"), Mark(float("nan"), 0.9, "nearest in pixels")]
    _, mark = looks_against_meaning(EPOCHS, AGREEMENT, LIKENESS, marks=marks, epoch=0).data
    assert (mark.x, mark.y, mark.text) == ((0.3,), (0.2,), ("any two pictures",))


def test_without_any_figure_no_epoch_is_named():
    nothing = np.full(4, np.nan)
    assert named(looks_against_meaning(EPOCHS, nothing, nothing, epoch=0)) == []
