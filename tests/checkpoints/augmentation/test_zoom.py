import numpy as np
import pytest

from checkpoints.augmentation.affine import resample
from checkpoints.augmentation.zoom import affine

pytestmark = pytest.mark.tensorflow


def test_factors_are_even_in_the_logarithm(seed):
    maps = affine(seed(), 500, (24, 32), 0.5).numpy()
    np.testing.assert_array_equal(maps[:, 0, 0], maps[:, 1, 1])
    logarithm = np.log(maps[:, 0, 0])
    assert logarithm.mean() == pytest.approx(0, abs=0.05)
    assert (-np.log(1.5) - 1e-6 <= logarithm.min() < -0.38) and (0.38 < logarithm.max() <= np.log(1.5) + 1e-6)


def test_the_centre_stays(seed):
    spot = np.zeros((4, 25, 25, 1), np.float32)
    spot[:, 12, 12] = 255
    found = resample(spot, affine(seed(), 4, (25, 25), 0.3)).numpy()
    assert (found[:, 12, 12, 0] == 255).all()
