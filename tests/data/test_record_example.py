"""Examples as TensorFlow reads and writes them."""

from __future__ import annotations

import pytest

from data.contract import DataError
from data.record_example import example, features

VALUES = {"image": b"\x00\xff" * 9, "name": "Läsion".encode(), "target": -3, "large": 2**62, "age": 0.5, "": b"no name"}


@pytest.mark.tensorflow
def test_tensorflow_reads_ours():
    import tensorflow as tf

    found = tf.train.Example.FromString(example(VALUES)).features.feature
    assert found["image"].bytes_list.value == [VALUES["image"]] and found["target"].int64_list.value == [-3]
    assert found["large"].int64_list.value == [2**62] and found["age"].float_list.value == [0.5]


@pytest.mark.tensorflow
def test_we_read_tensorflows():
    import tensorflow as tf

    lists = {
        "boxes": tf.train.Feature(float_list=tf.train.FloatList(value=[0.5, 1.5])),
        "labels": tf.train.Feature(int64_list=tf.train.Int64List(value=[1, -2, 3])),
        "empty": tf.train.Feature(int64_list=tf.train.Int64List(value=[])),
        "unset": tf.train.Feature(),
    }
    message = tf.train.Example(features=tf.train.Features(feature=lists))
    assert features(message.SerializeToString()) == {"boxes": [0.5, 1.5], "labels": [1, -2, 3]}


def test_there_and_back():
    assert features(example(VALUES)) == {name: [value] for name, value in VALUES.items()}
    assert features(b"") == {}


@pytest.mark.parametrize("content", [b"not a message", b"\xff" * 20, example(VALUES)[:-3]])
def test_what_is_no_example(content):
    with pytest.raises(DataError, match=r"no tf\.train\.Example"):
        features(content)
