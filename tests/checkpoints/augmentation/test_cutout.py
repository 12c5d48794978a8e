import numpy as np
import pytest

from checkpoints.augmentation.cutout import change

pytestmark = pytest.mark.tensorflow


def test_a_square_of_the_mean_colour_and_nothing_else(many, seed):
    found = change(many, seed(), 0.5).numpy()
    sides, corners = [], set()
    for mine, image in zip(found, many, strict=True):
        hidden = (mine != image).any(-1)
        rows, columns = np.flatnonzero(hidden.any(1)), np.flatnonzero(hidden.any(0))
        if not len(rows):
            continue
        assert hidden.sum() == len(rows) * len(columns)
        assert hidden[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1].all()
        assert abs(len(rows) - len(columns)) <= 1
        np.testing.assert_allclose(mine[hidden], np.broadcast_to(image.mean((0, 1)), mine[hidden].shape), atol=0.01)
        sides.append((len(rows) * len(columns)) ** 0.5)
        corners.add((rows[0], columns[0]))
    assert max(sides) <= 0.5 * 24 + 1
    assert np.mean(sides) == pytest.approx(0.25 * 24, rel=0.2)  # even from nothing to half the shorter side
    assert len(corners) > 60
