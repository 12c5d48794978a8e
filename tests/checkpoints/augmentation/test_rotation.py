import numpy as np
import pytest

from checkpoints.augmentation.affine import resample
from checkpoints.augmentation.rotation import affine

pytestmark = pytest.mark.tensorflow


def angles(maps):
    maps = maps.numpy()
    return np.degrees(np.arctan2(maps[:, 1, 0], maps[:, 0, 0]))


def test_angles_fill_their_range(seed):
    found = angles(affine(seed(), 500, (24, 32), 20.0))
    assert -20 <= found.min() < -18
    assert 18 < found.max() <= 20
    assert angles(affine(seed(), 500, (24, 32), 180.0)).std() == pytest.approx(360 / 12**0.5, rel=0.1)


def test_a_turned_picture_is_scipys(images, seed):
    from scipy.ndimage import rotate

    maps = affine(seed(), 6, (24, 32), 60.0)
    found = resample(images, maps).numpy()
    for mine, image, angle in zip(found, images, angles(maps), strict=True):
        np.testing.assert_allclose(mine, rotate(image, angle, reshape=False, order=1, mode="reflect"), atol=0.05)
