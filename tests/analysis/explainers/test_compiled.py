"""Functions are compiled once per probe and key."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.explainers.compiled import compiled, picture_shape
from tests.analysis.explainers.conftest import linear

pytestmark = pytest.mark.tensorflow


def test_traced_once_per_probe_and_key():
    import tensorflow as tf

    traces: list = []

    def trace(probe, inputs):
        traces.append(probe)
        return inputs * 2

    first, second = linear(np.ones((2, 2, 1))), linear(np.ones((2, 2, 1)))
    spec = tf.TensorSpec((None,), tf.float32)
    for probe in (first, first, second):
        for length in (1, 3):
            assert compiled(probe, "double", trace, spec)(tf.ones(length)).shape == (length,)
    assert traces == [first, second]
    compiled(first, "other", trace, spec)
    assert len(traces) == 3


def test_picture_shape():
    assert picture_shape(linear(np.ones((4, 6, 3)))) == (4, 6, 3)
