import numpy as np
import pytest

from checkpoints.augmentation.draws import fold, happens, normal, per_picture, uniform

pytestmark = pytest.mark.tensorflow


def test_even_within_its_ends(seed):
    from scipy.stats import kstest

    drawn = uniform(seed(), (4000,), -2.0, 3.0).numpy()
    assert drawn.dtype == np.float32
    assert kstest(drawn, "uniform", (-2, 5)).pvalue > 0.001


def test_normal(seed):
    from scipy.stats import kstest

    assert kstest(normal(seed(), (4000,)).numpy(), "norm").pvalue > 0.001


def test_a_share(seed):
    assert happens(seed(), (10_000,), 0.3).numpy().mean() == pytest.approx(0.3, abs=0.02)
    assert not happens(seed(), (100,), 0.0).numpy().any()
    assert happens(seed(), (100,), 1.0).numpy().all()


def test_the_same_seed_draws_the_same_and_another_something_else(seed):
    np.testing.assert_array_equal(uniform(seed(1), (9,)), uniform(seed(1), (9,)))
    streams = [uniform(one, (500,)).numpy() for one in (seed(1), seed(2), fold(seed(1), 1), fold(seed(1), 2))]
    correlation = np.corrcoef(streams) - np.eye(4)
    assert np.abs(correlation).max() < 0.2


def test_a_number_may_be_a_tensor(seed):
    import tensorflow as tf

    np.testing.assert_array_equal(fold(seed(), tf.constant(7)), fold(seed(), 7))


def test_one_draw_a_picture(images, seed):
    drawn = per_picture(seed(), images, -1.0).numpy()
    assert drawn.shape == (6, 1, 1, 1)
    assert len(np.unique(drawn)) == 6
    assert (np.abs(drawn) <= 1).all()
