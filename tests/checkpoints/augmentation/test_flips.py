import numpy as np
import pytest

from checkpoints.augmentation.affine import resample
from checkpoints.augmentation.flips import affine

pytestmark = pytest.mark.tensorflow


def test_all_four_positions_as_numpy_flips(many, seed):
    found = resample(many, affine(seed(), 96, (24, 32), 0.5)).numpy()
    positions = [many, many[:, ::-1], many[:, :, ::-1], many[:, ::-1, ::-1]]
    matches = np.array([(found == position).all((1, 2, 3)) for position in positions])
    assert (matches.sum(0) == 1).all()
    assert (matches.sum(1) > 10).all()


def test_always(many, seed):
    found = resample(many, affine(seed(), 96, (24, 32), 1.0)).numpy()
    np.testing.assert_array_equal(found, many[:, ::-1, ::-1])
