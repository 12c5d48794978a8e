"""The matrix that is drawn is the matrix that was given."""

import numpy as np
import pytest

from dashboard.figures.confusion_matrix import MOST_WITH_NUMBERS, confusion_matrix, height, row_shares

COUNTS = np.array([[8, 2, 0], [1, 5, 4], [0, 0, 0]])
NAMES = ["a", "b", "c"]


def drawn(figure) -> tuple[np.ndarray, np.ndarray]:
    """Values and words of all cells, whatever trace they are in."""
    maps = figure.data[:-1]
    values = np.nanmax(np.stack([np.nan_to_num(np.asarray(trace.z, float), nan=-1) for trace in maps]), axis=0)
    words = np.full(values.shape, "", object)
    for trace in maps:
        words = np.where(np.isfinite(np.asarray(trace.z, float)), trace.text, words)
    return values, words


def test_numbers_are_the_counts():
    _, words = drawn(confusion_matrix(COUNTS, NAMES))
    assert words.tolist() == [["8", "2", ""], ["1", "5", "4"], ["", "", ""]]


def test_thousands_are_grouped():
    _, words = drawn(confusion_matrix(np.array([[12345, 0], [0, 1]]), ["a", "b"]))
    assert words[0, 0] == "12\u202f345"


def test_shares_are_per_cent_of_the_row():
    _, words = drawn(confusion_matrix(np.array([[996, 4], [1, 3]]), ["a", "b"], shares=True))
    assert words.tolist() == [["100", "<1"], ["25", "75"]]


def test_color_is_the_root_of_the_row_share_in_both_views():
    wanted = np.sqrt(COUNTS[:2] / COUNTS[:2].sum(axis=1, keepdims=True))
    for shares in (False, True):
        values, _ = drawn(confusion_matrix(COUNTS, NAMES, shares=shares))
        assert values[:2] == pytest.approx(wanted)
        assert (values[2] == -1).all()  # a row without samples is left empty


def test_right_and_wrong_have_scales_of_their_own():
    figure = confusion_matrix(COUNTS, NAMES)
    for trace in figure.data[:2]:
        rows, columns = np.nonzero(np.isfinite(np.asarray(trace.z, float)))
        assert (rows == columns).all()
    for trace in figure.data[2:4]:
        rows, columns = np.nonzero(np.isfinite(np.asarray(trace.z, float)))
        assert (rows != columns).all()
    assert figure.data[0].colorscale != figure.data[2].colorscale


def test_a_click_is_a_cell():
    clicks = confusion_matrix(COUNTS, NAMES).data[-1]
    for number in range(9):
        assert divmod(number, 3) == (clicks.y[number], clicks.x[number])
    assert clicks.marker.opacity == clicks.selected.marker.opacity == clicks.unselected.marker.opacity == 0


def test_hover_says_the_whole_thing():
    hover = confusion_matrix(COUNTS, NAMES).data[-1].hovertext
    assert "4 of 10 (40 %)" in hover[5]
    assert "no samples of this label" in hover[8]


def test_outlines_enclose_their_cells():
    shapes = confusion_matrix(COUNTS, NAMES, outlines={"open": (1, 2), "sample": (0, 1)}).layout.shapes
    assert [(shape.x0 + shape.x1, shape.y0 + shape.y1) for shape in shapes] == [(4, 2), (2, 0)]
    assert len({shape.line.dash for shape in shapes}) == 2


def test_hostile_names_are_text():
    figure = confusion_matrix(COUNTS, ["<script>x</script>", "<a href='javascript:y'>b</a>", "c\n<br>d"])
    words = [*figure.layout.xaxis.ticktext, *figure.data[-1].hovertext]
    cleaned = " ".join(words).replace("<b>", "").replace("</b>", "").replace("<br>", "")
    assert "<" not in cleaned


@pytest.mark.parametrize("n_classes", [2, 7, 12, 13, 30, 200])
def test_any_number_of_classes(n_classes):
    figure = confusion_matrix(np.eye(n_classes, dtype=int) * 3, [f"class number {index}" for index in range(n_classes)])
    assert figure.layout.height == height(n_classes)
    assert len(set(figure.layout.xaxis.ticktext)) == n_classes
    assert (figure.data[0].texttemplate is not None) == (n_classes <= MOST_WITH_NUMBERS)


def test_cells_leave_room_for_their_numbers():
    assert all((height(c) - 110) / c >= 20 for c in range(2, MOST_WITH_NUMBERS + 1))


def test_shares_of_an_empty_row_are_no_numbers():
    assert np.isnan(row_shares(COUNTS)[2]).all()
