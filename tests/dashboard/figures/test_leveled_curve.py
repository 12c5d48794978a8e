"""Curves between levels: the line, its band, the marked epoch, the levels with their names, and the axis."""

from __future__ import annotations

import numpy as np
import pytest

from dashboard.figures.leveled_curve import Level, Series, leveled_curve

EPOCHS = [0, 1, 2, 5]
VALUES = np.array([0.3, 0.4, np.nan, 0.7])
NONE = np.full(4, np.nan)
BARE = Series(EPOCHS, VALUES, NONE, NONE)
CHANCE = Level(np.full(4, 0.2), "any two pictures")
CLOSEST = Level(np.full(4, 0.9), "nearest in pixels", dash="dot")


def traces(figure) -> dict[str, object]:
    """The traces by what they are; levels by their names."""
    return {trace.hovertemplate.split(":")[0]: trace for trace in figure.data if trace.hovertemplate}


def test_the_line_is_the_series_and_the_epoch_in_view_is_marked():
    line, dot = leveled_curve(BARE, [], epoch=5).data
    assert list(line.x) == EPOCHS and np.array_equal(line.y, VALUES, equal_nan=True) and line.mode == "lines"
    assert (list(dot.x), list(dot.y)) == ([5], [0.7])
    assert not leveled_curve(BARE, [], epoch=4).data[1].x


def test_levels_are_lines_with_their_names_at_the_end():
    figure = leveled_curve(BARE, [CHANCE, CLOSEST], epoch=0)
    found = traces(figure)
    assert list(found["any two pictures"].y) == [0.2] * 4 and found["nearest in pixels"].line.dash == "dot"
    assert {note.text: note.y for note in figure.layout.annotations} == {
        "any two pictures": pytest.approx(0.2),
        "nearest in pixels": pytest.approx(0.9),
    }


def test_names_of_levels_that_lie_together_are_moved_apart():
    close = Level(np.full(4, 0.201), "two of its label")
    places = [note.y for note in leveled_curve(BARE, [CHANCE, close], epoch=0).layout.annotations]
    assert places[1] - places[0] > 0.02


def test_a_level_without_a_value_is_not_drawn():
    figure = leveled_curve(BARE, [Level(NONE, "no such pairs")], epoch=0)
    assert len(figure.data) == 2 and not figure.layout.annotations


def test_the_band_covers_the_epochs_that_have_an_interval():
    band = leveled_curve(Series(EPOCHS, VALUES, VALUES - 0.1, VALUES + 0.1), [], epoch=0).data[0]
    assert list(band.x) == [0, 1, 5, 5, 1, 0]
    np.testing.assert_allclose(band.y, [0.4, 0.5, 0.8, 0.6, 0.3, 0.2])


def test_the_axis_holds_everything_that_is_drawn():
    low, high = leveled_curve(BARE, [CHANCE, CLOSEST], epoch=0).layout.yaxis.range
    assert low < 0.2 and high > 0.9
    assert leveled_curve(Series(EPOCHS, NONE, NONE, NONE), [], epoch=0).layout.yaxis.range == (-0.08, 1.08)
    assert leveled_curve(BARE, [], epoch=0, reach=(0, 5)).layout.yaxis.range == (-0.4, 5.4)


def test_one_of_several_is_lower_and_without_names():
    large, small = (leveled_curve(BARE, [CHANCE], epoch=0, small=small) for small in (False, True))
    assert small.layout.height < large.layout.height and not small.layout.annotations
    assert "any two pictures" in traces(small)


def test_one_epoch_is_a_point_between_strokes():
    one = np.array([0.5])
    figure = leveled_curve(Series([3], one, one - 0.1, one + 0.1), [Level(np.array([0.2]), "chance")], epoch=3)
    assert traces(figure)["chance"].mode == "markers" and "markers" in traces(figure)["epoch %{x}"].mode
