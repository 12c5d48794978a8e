import math

import numpy as np
import pytest

from checkpoints.augmentation.affine import joined, matrix, resample

pytestmark = pytest.mark.tensorflow

SIZE = (24, 32)  # of the fixture's pictures


def turn(degrees):
    cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return ((cosine, -sine, 0), (sine, cosine, 0))


def by_scipy(image, rows):
    """The same map by scipy, which counts (row, column) from the corner."""
    from scipy.ndimage import affine_transform

    centre = (np.array(image.shape[:2]) - 1) / 2
    (xx, xy, x), (yx, yy, y) = rows
    linear = np.array([[yy, yx], [xy, xx]])
    offset = centre - linear @ centre + np.array([y, x])
    return np.stack(
        [affine_transform(image[..., channel], linear, offset, order=1, mode="reflect") for channel in range(3)], -1
    )


@pytest.mark.parametrize(
    "rows",
    [
        turn(20),
        turn(-135),
        ((0.5, 0, 3.25), (0, 0.5, -2.5)),
        ((1.9, 0.3, 40), (-0.4, 1.7, -70)),  # several pictures beyond each edge
    ],
    ids=["turn", "far turn", "near", "far away"],
)
def test_as_scipy_with_reflected_edges(images, rows):
    found = resample(images, matrix(len(images), rows=rows)).numpy()
    for mine, image in zip(found, images, strict=True):
        np.testing.assert_allclose(mine, by_scipy(image, rows), atol=0.02)


def test_a_turn_goes_the_way_of_scipys_rotate(images):
    from scipy.ndimage import rotate

    expected = rotate(images[0], 30, reshape=False, order=1, mode="reflect")
    found = resample(images[:1], matrix(1, rows=turn(30))).numpy()[0]
    np.testing.assert_allclose(found, expected, atol=0.02)


def test_whole_pixels_move_exactly(images):
    n = len(images)
    same = resample(images, matrix(n, rows=((1, 0, 0), (0, 1, 0)))).numpy()
    np.testing.assert_array_equal(same, images)
    turned = resample(images, matrix(n, rows=((-1, 0, 0), (0, -1, 0)))).numpy()
    np.testing.assert_array_equal(turned, images[:, ::-1, ::-1])
    moved = resample(images, matrix(n, rows=((1, 0, 5), (0, 1, 0)))).numpy()
    np.testing.assert_array_equal(moved, np.concatenate([images[:, :, 5:], images[:, :, :-6:-1]], 2))


def test_each_picture_has_its_own_map(images):
    import tensorflow as tf

    sign = tf.constant([1.0, -1.0] * 3)
    found = resample(images, matrix(6, rows=((sign, 0, 0), (0, 1, 0)))).numpy()
    np.testing.assert_array_equal(found[::2], images[::2])
    np.testing.assert_array_equal(found[1::2], images[1::2, :, ::-1])


def test_joined_maps_do_one_after_the_other(images):
    first, second = matrix(6, rows=((0, -1, 0), (1, 0, 0))), matrix(6, rows=((1, 0, 4), (0, 1, 2)))
    np.testing.assert_allclose(joined([first, second]), first.numpy() @ second.numpy(), atol=1e-6)
    at_once = resample(images, joined([first, second])).numpy()
    one_by_one = resample(resample(images, first), second).numpy()
    np.testing.assert_array_equal(at_once[:, 6:18, 8:20], one_by_one[:, 6:18, 8:20])
