import numpy as np
import pytest

from checkpoints.augmentation.affine import resample
from checkpoints.augmentation.crop import affine

pytestmark = pytest.mark.tensorflow


def test_the_part_lies_inside_and_reaches_everywhere(seed):
    maps = affine(seed(), 2000, (20, 40), 0.5).numpy()
    for row, side in ((0, 40), (1, 20)):
        part = maps[:, row, row] * side
        assert 0.5 * side <= part.min() < 0.51 * side
        low, high = maps[:, row, 2] - part / 2, maps[:, row, 2] + part / 2
        assert (low >= -side / 2 - 1e-3).all() and (high <= side / 2 + 1e-3).all()
        assert low.min() < -0.49 * side and low.max() > -0.1 * side


def test_the_part_is_enlarged_as_by_resizing(images, seed):
    """A linear ramp stays linear: its slope shrinks by the share that is left, wherever the part lies."""
    ramp = np.broadcast_to(np.linspace(0, 255, 32, dtype=np.float32)[:, None], (6, 24, 32, 1))
    maps = affine(seed(), 6, (24, 32), 0.6)
    found = resample(ramp, maps).numpy()
    slope = np.diff(found[:, 12, 8:24, 0], axis=1)
    expected = 255 / 31 * maps.numpy()[:, 0, 0]
    np.testing.assert_allclose(slope, np.broadcast_to(expected[:, None], slope.shape), rtol=1e-3)
