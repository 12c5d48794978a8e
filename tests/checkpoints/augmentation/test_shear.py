import numpy as np
import pytest

from checkpoints.augmentation.shear import affine

pytestmark = pytest.mark.tensorflow


def test_slants_of_both_axes_and_nothing_else(seed):
    maps = affine(seed(), 500, (24, 32), 15.0).numpy()
    for row, column in ((0, 1), (1, 0)):
        slant = np.degrees(np.arctan(maps[:, row, column]))
        assert -15.01 <= slant.min() < -14
        assert 14 < slant.max() <= 15.01
    maps[:, 0, 1] = maps[:, 1, 0] = 0
    np.testing.assert_array_equal(maps, np.tile(np.eye(3, dtype=np.float32), (500, 1, 1)))
