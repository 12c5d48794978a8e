import numpy as np
import pytest

from checkpoints.augmentation.affine import resample
from checkpoints.augmentation.mirror import affine

pytestmark = pytest.mark.tensorflow


def test_some_pictures_are_mirrored_as_numpy_does(many, seed):
    found = resample(many, affine(seed(), 96, (24, 32), 0.5)).numpy()
    same = (found == many).all((1, 2, 3))
    np.testing.assert_array_equal(found[~same], many[~same][:, :, ::-1])
    assert 30 < same.sum() < 66
