import numpy as np
import pytest

from checkpoints.augmentation.blur import change
from checkpoints.augmentation.draws import per_picture

pytestmark = pytest.mark.tensorflow


@pytest.mark.parametrize("strength", [0.6, 3.0])
def test_as_scipys_gaussian_filter(images, seed, strength):
    from scipy.ndimage import gaussian_filter

    sharp = np.where(images > 120, 220, 30).astype(np.float32)
    found = change(sharp, seed(), strength).numpy()
    widths = strength * per_picture(seed(), sharp).numpy().ravel()
    radius = int(np.ceil(3 * strength))
    assert np.ptp(widths) > 0.3 * strength
    for mine, image, sigma in zip(found, sharp, widths, strict=True):
        expected = gaussian_filter(image, (sigma, sigma, 0), mode="reflect", radius=(radius, radius, 0))
        np.testing.assert_allclose(mine, expected, atol=0.02)


def test_a_kernel_wider_than_the_picture(seed):
    small = np.random.default_rng(0).uniform(0, 255, (2, 6, 8, 1)).astype(np.float32)
    found = change(small, seed(), 5.0).numpy()
    assert found.shape == small.shape
    np.testing.assert_allclose(found.mean((1, 2, 3)), small.mean((1, 2, 3)), rtol=0.05)
