"""The map that is drawn is the matrix that was given."""

from __future__ import annotations

import numpy as np
import pytest

from dashboard.figures.epoch_similarity import CLICKS, MOST_TICKS, epoch_similarity, in_cell, scale_start
from dashboard.figures.tones import tones

VALUES = np.array([[1, 0.52, 0.4], [0.52, 1, 0.91], [0.4, 0.91, 1]])
EPOCHS = [0, 3, 10]


def drawn(figure) -> tuple[np.ndarray, np.ndarray]:
    """Values and words of all cells, whatever trace they are in."""
    parts = [np.asarray(trace.z, float) for trace in figure.data[:CLICKS]]
    assert (sum(np.isfinite(part).astype(int) for part in parts) <= 1).all()
    values = np.where(np.isfinite(parts[0]), parts[0], parts[1])
    words = np.where(np.isfinite(parts[0]), np.asarray(figure.data[0].text), np.asarray(figure.data[1].text))
    return values, words


def test_every_cell_has_its_figure():
    values, words = drawn(epoch_similarity(VALUES, EPOCHS, name="CKA"))
    np.testing.assert_array_equal(values, VALUES)
    assert words.tolist() == [["1.00", "0.52", "0.40"], ["0.52", "1.00", "0.91"], ["0.40", "0.91", "1.00"]]


def test_no_cell_says_one_or_zero_that_is_not():
    assert [in_cell(value) for value in (1.0, 0.9951, 0.994, 0.004, 0.0, np.nan)] == [
        "1.00", ">.99", "0.99", "<.01", "0.00", "",
    ]  # fmt: skip


def test_the_scale_begins_below_the_lowest_figure_and_is_printed():
    assert [scale_start(np.array([[1, low], [low, 1]])) for low in (0.4, 0.47, 0.02, 0.99)] == [0.4, 0.4, 0, 0.9]
    figure = epoch_similarity(VALUES, EPOCHS, name="CKA")
    scale = figure.layout.coloraxis
    assert {trace.coloraxis for trace in figure.data[:CLICKS]} == {"coloraxis"} and (scale.cmin, scale.cmax) == (0.4, 1)
    assert scale.colorbar.tickvals[0] == 0.4 and scale.colorbar.title.text == "CKA"


@pytest.mark.parametrize("dark", [False, True])
def test_numbers_stand_out_from_their_cells(dark):
    figure = epoch_similarity(VALUES, EPOCHS, name="CKA", dark=dark)
    pale, deep = figure.data[:CLICKS]
    assert (pale.textfont.color, deep.textfont.color) == (tones(dark).ink, tones(dark).ink_on_deep)
    assert np.nanmax(np.asarray(pale.z, float)) < np.nanmin(np.asarray(deep.z, float))


def test_a_click_is_a_pair_and_hover_says_the_epochs():
    clicks = epoch_similarity(VALUES, EPOCHS, name="CKA").data[CLICKS]
    for number in range(9):
        row, column = divmod(number, 3)
        assert (clicks.y[number], clicks.x[number]) == (row, column)
        assert tuple(clicks.customdata[number]) == (EPOCHS[row], EPOCHS[column])
    assert clicks.hovertext[1] == f"epochs {EPOCHS[0]} and {EPOCHS[1]}<br>CKA <b>0.520</b>"
    assert clicks.marker.opacity == clicks.selected.marker.opacity == clicks.unselected.marker.opacity == 0


def test_the_open_pair_is_outlined_on_both_sides_and_the_epoch_in_view_on_the_diagonal():
    shapes = epoch_similarity(VALUES, EPOCHS, name="CKA", opened=(0, 2), in_view=1).layout.shapes
    found = {(shape.y0 + shape.y1) / 2: (shape.x0 + shape.x1) / 2 for shape in shapes}
    assert found == {1: 1, 0: 2, 2: 0}
    assert [shape.line.dash for shape in shapes].count("dot") == 1


def test_a_cell_without_a_figure_is_empty():
    values = VALUES.copy()
    values[1] = values[:, 1] = np.nan
    figure = epoch_similarity(values, EPOCHS, name="CKA")
    assert np.isnan(drawn(figure)[0][1]).all() and "<b>undefined</b>" in figure.data[CLICKS].hovertext[4]
    assert scale_start(np.full((2, 2), np.nan)) == 0


def test_outlines_are_seen_among_a_hundred_epochs():
    shapes = epoch_similarity(np.eye(100), range(100), name="CKA", opened=(3, 70), in_view=50).layout.shapes
    assert all(shape.x1 - shape.x0 >= 3 for shape in shapes)


@pytest.mark.parametrize("count", [1, 2, 16, 17, 40, 100])
def test_any_number_of_epochs(count):
    figure = epoch_similarity(np.eye(count), list(range(0, 3 * count, 3)), name="CKA")
    assert len(figure.layout.xaxis.tickvals) <= MOST_TICKS
    assert figure.layout.yaxis.ticktext[:2] == tuple(str(3 * place) for place in figure.layout.yaxis.tickvals[:2])
    assert (figure.data[0].texttemplate is not None) == (count <= 16)
