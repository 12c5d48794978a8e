"""The two curves of company that stays."""

import numpy as np

from dashboard.figures.overlap import overlap


def test_both_curves_and_the_epoch_in_view():
    before, last = np.array([np.nan, 0.25, 0.5]), np.array([0.1, 0.5, 1.0])
    figure = overlap([0, 2, 9], before, last, epoch=2)
    assert [list(trace.x) for trace in figure.data] == [[0, 2, 9]] * 2
    assert np.array_equal(figure.data[0].y, before, equal_nan=True) and list(figure.data[1].y) == last.tolist()
    assert list(figure.data[0].marker.size) == [0, 9, 0]
    assert [trace.line.dash for trace in figure.data] == ["solid", "dot"]
    assert figure.layout.yaxis.range == (0, 1.02)
