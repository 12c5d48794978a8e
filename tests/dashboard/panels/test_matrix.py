"""A click on the matrix is a cell, or nothing."""

import numpy as np
import pytest

from dashboard.figures.confusion_matrix import confusion_matrix
from dashboard.panels.matrix import CLICKS, clicked_cell


def event(**point) -> dict:
    return {"selection": {"points": [point]}}


def test_a_click_is_label_and_prediction():
    assert clicked_cell(event(curve_number=CLICKS, point_index=5), 3) == (1, 2)
    assert clicked_cell(event(curve_number=CLICKS, point_number=6), 3) == (2, 0)


def test_clicks_are_taken_by_the_figures_last_trace():
    assert len(confusion_matrix(np.eye(3, dtype=int), list("abc")).data) == CLICKS + 1


@pytest.mark.parametrize(
    "received",
    [{}, {"selection": {"points": []}}, event(curve_number=0, point_index=1), event(curve_number=CLICKS, point_index=9),
     event(curve_number=CLICKS, point_index=-1), event(curve_number=CLICKS, point_index="1"), None],
)  # fmt: skip
def test_anything_else_from_a_browser_is_no_cell(received):
    assert clicked_cell(received or {}, 3) is None
