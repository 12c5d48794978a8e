from itertools import pairwise

import pytest

from checkpoints import small_cnn

pytestmark = pytest.mark.tensorflow


def test_its_parameters_are_what_the_widths_say():
    widths = (3, *small_cnn.WIDTHS)
    convolutions = sum(9 * before * after for before, after in pairwise(widths))
    model = small_cnn.build(size=(32, 32), n_classes=4)
    assert model.count_params() == convolutions + 4 * sum(small_cnn.WIDTHS) + (64 + 1) * 4
