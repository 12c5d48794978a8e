import colorsys

import numpy as np
import pytest

from checkpoints.augmentation.hue import change

pytestmark = pytest.mark.tensorflow


def hue(pixel):
    return 360 * colorsys.rgb_to_hsv(*pixel)[0]


@pytest.mark.parametrize("strength", [30.0, 180.0])
def test_as_tensorflow_turns_the_colour_circle(images, seed, strength):
    import tensorflow as tf

    found = change(images, seed(), strength).numpy()
    moves = []
    for mine, image in zip(found, images, strict=True):
        vivid = np.unravel_index(np.argmax(np.ptp(image, axis=-1)), image.shape[:2])
        moves.append((hue(mine[vivid]) - hue(image[vivid]) + 180) % 360 - 180)
        expected = 255 * tf.image.adjust_hue(image / 255, moves[-1] / 360).numpy()
        np.testing.assert_allclose(mine, expected, atol=0.05)
    assert strength / 3 < np.abs(moves).max() <= strength + 0.01
    assert len(np.unique(np.round(moves, 3))) == 6


def test_grey_pictures_stay(images, seed):
    grey = images[..., :1]
    np.testing.assert_array_equal(change(grey, seed(), 90.0), grey)
    as_color = np.repeat(grey, 3, -1)
    np.testing.assert_array_equal(change(as_color, seed(), 90.0), as_color)
