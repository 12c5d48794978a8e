import numpy as np
import pytest

from checkpoints.augmentation.contrast import change

pytestmark = pytest.mark.tensorflow


def test_as_tensorflow_stretches_about_the_mean(images, seed):
    import tensorflow as tf

    calm = 100 + 0.2 * images  # nothing is cut off
    found = change(calm, seed(), 0.5).numpy()
    factors = found.std((1, 2, 3)) / calm.std((1, 2, 3))
    assert (0.5 <= factors.min() < 0.9) and (1.1 < factors.max() <= 1.5)
    for number, image in enumerate(calm):
        around = image.mean((0, 1))
        factor = float(np.median((found[number] - around) / (image - around)))
        np.testing.assert_allclose(found[number], tf.image.adjust_contrast(image, factor), atol=0.02)
