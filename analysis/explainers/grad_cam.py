"""Grad-CAM: where the last map of features speaks for a class."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from analysis.contract import Unsupported
from analysis.explainers.compiled import compiled, picture_shape
from analysis.explainers.targets import batch_size, batches, distinct, of_head
from checkpoints.probe import Probe

TITLE = "Grad-CAM"
SIGNED = False
SOURCE = "Selvaraju et al. 2017, arXiv:1610.02391, eq. 1-2"
SETTINGS: Mapping[str, Any] = {}  # it has none; the layer is the probe's


def explain(probe: Probe, images: np.ndarray, classes: np.ndarray) -> np.ndarray:
    """Weigh each feature map by its mean gradient, add up, keep what is positive.

    Args:
        images: (m, y, x, channels) float32 in the model's own pixel range.
        classes: (m,) int target class.

    Returns:
        (m, h, w) float32 relu(sum_k alpha_k A_k) at the map layer's own resolution, not normalized.

    Raises:
        Unsupported: the model has no map layer, or its logits do not depend on it.
    """
    import tensorflow as tf

    if probe.anatomy.map_layer is None:
        raise Unsupported(
            "Grad-CAM needs a layer with a map (height, width, features) before the classification head; this model "
            "has none. A convolutional model has one; name it with --map-layer if it was not found."
        )
    images = np.asarray(images, np.float32)
    picture_spec = tf.TensorSpec((None, *picture_shape(probe)), tf.float32)
    function = compiled(probe, "grad_cam", _maps, picture_spec, tf.TensorSpec((None,), tf.int32))
    rows, picture_of = distinct(images)
    maps = []
    for batch in batches(len(rows), batch_size(probe.anatomy.input_size)):
        pairs = np.flatnonzero(np.isin(picture_of, batch))
        wanted, place = np.unique(classes[pairs], return_inverse=True)
        found = function(tf.constant(images[rows[batch]]), tf.constant(wanted.astype(np.int32))).numpy()
        maps.append(found[place, picture_of[pairs] - batch[0]])
    return np.concatenate(maps)


def _maps(probe: Probe, inputs: Any, classes: Any) -> Any:
    """(k, b, h, w): the maps of k classes for b pictures; the features are computed once for all of them."""
    import tensorflow as tf

    features = probe.features(inputs)
    with tf.GradientTape(persistent=True, watch_accessed_variables=False) as tape:
        tape.watch(features)
        logits = of_head(probe, probe.logits_of_features(inputs, features))
    sound = tf.reduce_all(tf.math.is_finite(logits), axis=1)[:, None, None]

    def one_class(index: Any) -> Any:
        target = tf.broadcast_to(tf.one_hot(index, tf.shape(logits)[1]), tf.shape(logits))
        gradient = tape.gradient(logits, features, output_gradients=target)
        if gradient is None:
            raise Unsupported(
                f"The logits do not depend on {probe.anatomy.map_layer}. Choose another with --map-layer."
            )
        weights = tf.reduce_mean(gradient, axis=(1, 2), keepdims=True)
        total = tf.reduce_sum(weights * features, axis=-1)
        return tf.where(sound, tf.nn.relu(total), np.nan)

    return tf.map_fn(one_class, classes, fn_output_signature=tf.float32)
