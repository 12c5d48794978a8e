import numpy as np
import pytest

from checkpoints.augmentation.affine import resample
from checkpoints.augmentation.shift import affine

pytestmark = pytest.mark.tensorflow


def test_moves_are_shares_of_each_side(seed):
    maps = affine(seed(), 500, (20, 40), 0.25).numpy()
    for row, farthest in ((0, 10), (1, 5)):
        move = maps[:, row, 2]
        assert -farthest <= move.min() < -0.9 * farthest
        assert 0.9 * farthest < move.max() <= farthest
    assert abs(np.corrcoef(maps[:, 0, 2], maps[:, 1, 2])[0, 1]) < 0.15


def test_the_picture_moves_by_that_much(images, seed):
    from scipy.ndimage import shift

    maps = affine(seed(), 6, (24, 32), 0.3)
    for mine, image, map_ in zip(resample(images, maps).numpy(), images, maps.numpy(), strict=True):
        expected = shift(image, (-map_[1, 2], -map_[0, 2], 0), order=1, mode="reflect")
        np.testing.assert_allclose(mine, expected, atol=0.02)
