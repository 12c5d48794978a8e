"""The line of same-label shares."""

import numpy as np

from dashboard.figures.neighbor_agreement import neighbor_agreement


def test_shares_chance_and_the_epochs_in_view():
    figure = neighbor_agreement([0, 2, 9], np.array([0.1, 0.5, 1.0]), chance=0.25, marked=(9, 0))
    assert list(figure.data[0].x) == [0, 2, 9]
    assert list(figure.data[0].y) == [0.1, 0.5, 1.0]
    assert list(figure.data[1].x) == [0, 9]
    assert list(figure.data[1].y) == [0.1, 1.0]
    assert figure.layout.shapes[0].y0 == 0.25
    assert figure.layout.yaxis.range == (0, 1.02)
