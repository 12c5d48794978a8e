"""Small curves: the line, the marked epoch, the first epoch's level, chance."""

from __future__ import annotations

import numpy as np

from dashboard.figures.separation import small_curve

EPOCHS = [0, 1, 2, 5]
VALUES = np.array([0.3, 0.4, np.nan, 0.7])


def test_the_line_is_the_figure_and_the_epoch_in_view_is_marked():
    figure = small_curve(EPOCHS, VALUES, epoch=5)
    line, dot = figure.data
    assert list(line.x) == EPOCHS and np.array_equal(line.y, VALUES, equal_nan=True) and line.mode == "lines"
    assert (list(dot.x), list(dot.y)) == ([5], [0.7])
    assert not small_curve(EPOCHS, VALUES, epoch=4).data[1].x


def test_the_first_level_and_chance_are_drawn_on():
    shapes = small_curve(EPOCHS, VALUES, epoch=0, chance=0.5).layout.shapes
    assert {shape.line.dash: shape.y0 for shape in shapes} == {"dash": 0.5, "dot": 0.3}
    assert len(small_curve(EPOCHS, VALUES, epoch=0, chance=float("nan")).layout.shapes) == 1


def test_an_interval_is_a_band_over_the_epochs_that_have_one():
    low, high = VALUES - 0.1, VALUES + 0.1
    band = small_curve(EPOCHS, VALUES, epoch=0, low=low, high=high).data[0]
    assert list(band.x) == [0, 1, 5, 5, 1, 0]
    np.testing.assert_allclose(band.y, [0.4, 0.5, 0.8, 0.6, 0.3, 0.2])
    assert len(small_curve(EPOCHS, VALUES, epoch=0, low=VALUES * np.nan, high=VALUES * np.nan).data) == 2


def test_one_epoch_is_a_point():
    assert small_curve([0], np.array([0.5]), epoch=0).data[0].mode == "markers"
