import numpy as np
import pytest

from checkpoints.augmentation.noise import change

pytestmark = pytest.mark.tensorflow


def test_normal_noise_of_many_strengths_without_bias(seed):
    from scipy.stats import kstest

    grey = np.full((8, 40, 40, 3), 127.5, np.float32)
    grain = change(grey, seed(), 10.0).numpy() - grey
    spread = grain.std((1, 2, 3))
    assert 5 < spread.max() <= 10.5
    assert spread.min() < 0.6 * spread.max()
    assert grain.mean() == pytest.approx(0, abs=0.3)
    loud = grain[np.argmax(spread)]
    assert kstest(loud.ravel() / loud.std(), "norm").pvalue > 0.001
    assert abs(np.corrcoef(loud[..., 0].ravel(), loud[..., 1].ravel())[0, 1]) < 0.1


def test_within_the_range(images, seed):
    found = change(images, seed(), 100.0).numpy()
    assert found.min() == 0
    assert found.max() == 255
