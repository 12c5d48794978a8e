"""The curve of the learning rate."""

import numpy as np

from dashboard.figures.learning_rate import learning_rate


def test_a_line_from_zero_over_all_epochs():
    figure = learning_rate([0, 0.5, 3], np.array([1e-4, 1e-3, 1e-5]), last=8, epoch=2)
    assert list(figure.data[0].x) == [0, 0.5, 3] and figure.data[0].mode == "lines"
    assert figure.layout.xaxis.range[1] > 8 > 3 and figure.layout.yaxis.rangemode == "tozero"
    assert figure.layout.shapes[0].x0 == 2


def test_one_point_is_seen_and_dark_pages_get_other_ink():
    light, dark = (learning_rate([1], np.array([0.1]), last=1, dark=dark) for dark in (False, True))
    assert "markers" in light.data[0].mode
    assert light.data[0].line.color != dark.data[0].line.color
