import numpy as np
import pytest

from checkpoints.augmentation.affine import resample
from checkpoints.augmentation.quarter_turns import affine

pytestmark = pytest.mark.tensorflow


def test_square_pictures_turn_as_numpy_does(many, seed):
    square = many[:, :, :24]
    found = resample(square, affine(seed(), 96, (24, 24), 0.75)).numpy()
    matches = np.array([(found == np.rot90(square, turns, (1, 2))).all((1, 2, 3)) for turns in range(4)])
    assert (matches.sum(0) == 1).all()
    assert (matches.sum(1) > 12).all()


def test_a_long_picture_keeps_its_middle(images, seed):
    found = resample(images, affine(seed(), 6, (24, 32), 1.0)).numpy()
    middle = slice(4, 20), slice(8, 24)  # a square about the centre turns in itself
    for mine, image in zip(found, images, strict=True):
        turned = [np.rot90(image[middle], turns) for turns in (1, 2, 3)]
        assert min(np.abs(mine[middle] - one).max() for one in turned) == 0
