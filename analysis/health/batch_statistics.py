"""A model's scores as they were in training: batch normalization by the batch's own statistics, all else as in use."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import numpy as np

from checkpoints.probe import Probe
from checkpoints.watching import leaves, watch

if TYPE_CHECKING:
    import keras

BATCH = 64  # pictures whose statistics are taken together: what short runs train with, and 40 MB at 224 px


class BatchStatistics:
    """Reads scores with batch statistics from a probe's model, whatever epoch's weights are in it.

    Only `BatchNormalization` layers change what they do; dropout stays off, and no moving statistic is touched.

    Attributes:
        layers: path -> every such layer of the model, nested models opened.
    """

    def __init__(self, probe: Probe):
        import keras

        self.probe = probe
        self.layers: dict[str, keras.layers.BatchNormalization] = {
            path: layer
            for path, layer in leaves(probe.model).items()
            if isinstance(layer, keras.layers.BatchNormalization)
        }
        self._function: Any = None
        self._lock = threading.Lock()

    def stored(self) -> list[np.ndarray]:
        """The moving means and variances under the present weights: per layer (2, features) float32."""
        layers = self.layers.values()
        return [np.stack([np.asarray(layer.moving_mean), np.asarray(layer.moving_variance)]) for layer in layers]

    def scores(self, images: np.ndarray, follow: np.ndarray, metadata: np.ndarray | None = None) -> np.ndarray:
        """Scores (b, c) float32 of a batch, taken whole: its statistics are those of all its pictures.

        Args:
            images: (b, y, x, channels) uint8, of the model's size.
            follow: (layers,) bool, which layers use the batch's statistics; the others use the stored ones.
            metadata: (b, m) float32, for a model that takes metadata beside the picture.
        """
        with self._lock:
            if self._function is None:
                self._function = self._traced(len(self.layers), metadata)
        given = () if metadata is None else (np.asarray(metadata, np.float32),)
        return self._function(self.probe.prepare(images), np.asarray(follow, bool), *given).numpy()

    def _traced(self, layers: int, metadata: np.ndarray | None) -> Any:
        import tensorflow as tf

        def score(inputs: Any, follow: Any, *given: Any) -> Any:
            places = {path: _normalizing(layer, follow[at]) for at, (path, layer) in enumerate(self.layers.items())}
            with watch(self.probe.model, replace=places):
                return tf.nn.softmax(self.probe.trace_logits(inputs, *given))

        picture = (None, *self.probe.anatomy.input_size, self.probe.anatomy.channels)
        signature = [tf.TensorSpec(picture, tf.float32), tf.TensorSpec((layers,), tf.bool)]
        if metadata is not None:
            signature.append(tf.TensorSpec((None, metadata.shape[1]), tf.float32))
        return tf.function(score, input_signature=signature, autograph=False).get_concrete_function()


def _normalizing(layer: keras.layers.BatchNormalization, follow: Any) -> Any:
    """What takes the place of a layer: the same normalization, by the batch's statistics where `follow` is true."""
    import keras
    import tensorflow as tf

    def call(inputs: Any) -> Any:
        values = tf.cast(inputs, tf.float32)
        axis = layer.axis % len(values.shape)
        others = [place for place in range(len(values.shape)) if place != axis]
        mean, variance = tf.nn.moments(values, others)
        stored = tf.cast(layer.moving_mean, tf.float32), tf.cast(layer.moving_variance, tf.float32)
        normalized = keras.ops.batch_normalization(
            values,
            mean=tf.where(follow, mean, stored[0]),
            variance=tf.where(follow, variance, stored[1]),
            axis=axis,
            offset=layer.beta,
            scale=layer.gamma,
            epsilon=layer.epsilon,
        )
        return tf.cast(normalized, layer.compute_dtype)

    return call
