"""Keras' `fit` over several hosts, which Keras 3 does not do by itself (keras-team/keras#20585)."""

from __future__ import annotations

from typing import Any

import keras
import tensorflow as tf

from checkpoints.workers import this_worker


class AcrossWorkers(keras.Model):
    """A model that `tf.distribute.MultiWorkerMirroredStrategy` can train.

    Keras takes the mean of metrics over hosts along their first axis, which numbers do not have, so they are given one
    here. And it wants to see a batch before it builds metrics, in a form that one host's share of a batch has not;
    what it wants to know is known from the inputs.
    """

    def train_step(self, data: Any) -> dict[str, tf.Tensor]:
        """Metrics of one step, each of shape (1,)."""
        return _with_axis(super().train_step(data))

    def test_step(self, data: Any) -> dict[str, tf.Tensor]:
        """Metrics of one step, each of shape (1,)."""
        return _with_axis(super().test_step(data))

    def _maybe_symbolic_build(self, iterator: Any = None, data_batch: Any = None) -> None:
        inputs = tuple(keras.KerasTensor(tensor.shape, tensor.dtype) for tensor in self.inputs)
        numbers = keras.KerasTensor((None,), "int32")
        self._symbolic_build(data_batch=(inputs if len(inputs) > 1 else inputs[0], numbers))


def across_workers(model: keras.Model) -> keras.Model:
    """The same layers as a model that several hosts can train; the model itself where one host trains."""
    mine = this_worker()
    if mine is None or mine.hosts == 1:
        return model
    inputs = model.inputs if len(model.inputs) > 1 else model.inputs[0]
    return AcrossWorkers(inputs, model.outputs[0], name=model.name)


def _with_axis(metrics: dict[str, tf.Tensor]) -> dict[str, tf.Tensor]:
    return {name: tf.reshape(value, (1,)) for name, value in metrics.items()}
