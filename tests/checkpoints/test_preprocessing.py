import numpy as np
import pytest

from checkpoints.contract import CheckpointError
from checkpoints.preprocessing import PREPROCESSING, preprocessing

IMAGES = np.random.default_rng(0).integers(0, 256, (2, 4, 4, 3)).astype(np.float32)


def test_ranges():
    np.testing.assert_array_equal(preprocessing("none", 3)(IMAGES), IMAGES)
    np.testing.assert_allclose(preprocessing("unit", 1)(IMAGES), IMAGES / 255, rtol=1e-6)


@pytest.mark.tensorflow
@pytest.mark.parametrize(("name", "mode"), [("symmetric", "tf"), ("imagenet", "torch"), ("caffe", "caffe")])
def test_as_keras_applications_do_it(name, mode):
    from keras.src.applications.imagenet_utils import preprocess_input

    expected = preprocess_input(IMAGES.copy(), data_format="channels_last", mode=mode)
    np.testing.assert_allclose(preprocessing(name, 3)(IMAGES), expected, rtol=1e-5, atol=1e-5)


@pytest.mark.tensorflow
@pytest.mark.parametrize("name", PREPROCESSING)
def test_tensors_and_arrays_give_the_same(name):
    import tensorflow as tf

    given = preprocessing(name, 3)(IMAGES)
    assert given.dtype == np.float32
    np.testing.assert_allclose(preprocessing(name, 3)(tf.constant(IMAGES)).numpy(), given, rtol=1e-6, atol=1e-6)


def test_unknown_or_unfit():
    with pytest.raises(CheckpointError, match=r"no preprocessing 'vgg'.*caffe"):
        preprocessing("vgg", 3)
    with pytest.raises(CheckpointError, match=r"three channels.*none, symmetric, unit"):
        preprocessing("caffe", 1)
