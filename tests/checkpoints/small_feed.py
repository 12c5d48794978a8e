"""Pictures whose brightness says their class, as endless batches: what training takes, without a dataset."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image

from checkpoints.training import Feed

N, BATCH = 24, 8
EPOCHS = 40  # more than any test trains


def pictures(n_classes: int = 2, size: int = 16) -> tuple[np.ndarray, np.ndarray]:
    """(24, y, x, 3) float32 in about 0..255, and class numbers."""
    numbers = np.arange(N, dtype=np.int32) % n_classes
    images = np.random.default_rng(0).normal(60, 20, (N, size, size, 3)) + 60 * numbers[:, None, None, None]
    return images.astype(np.float32), numbers


def feed(n_classes: int = 2, *, poison: int | None = None, validate: bool = True) -> Feed:
    """Three batches of eight an epoch, in an order that follows from the epoch alone.

    Args:
        poison: epoch whose second batch holds a picture of NaN.
    """
    import tensorflow as tf

    images, numbers = pictures(n_classes)

    def training(first: int) -> tf.data.Dataset:
        orders = [np.random.default_rng(epoch).permutation(N) for epoch in range(first, EPOCHS)]
        rows = tf.data.Dataset.from_tensor_slices(np.concatenate(orders)).batch(BATCH, drop_remainder=True)

        def batch(number: tf.Tensor, chosen: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
            bad = tf.constant(float("nan") if poison is not None else 0.0)
            bad = tf.where(number == (3 * (poison or 0) + 1 - 3 * first), bad, 0.0)
            return tf.gather(images, chosen) + bad, tf.gather(numbers, chosen)

        return rows.enumerate().map(batch)

    validation = tf.data.Dataset.from_tensor_slices((images, numbers)).batch(BATCH) if validate else None
    return Feed(training, N // BATCH, validation)


def network(n_classes: int = 2, seed: int = 0, *, dropout: float = 0.0):
    """As small as a network with all that training has to take care of can be: it is traced for every test."""
    import keras

    keras.utils.set_random_seed(seed)
    layers = keras.layers
    picture = keras.Input((16, 16, 3), name="picture")
    x = layers.Rescaling(1 / 255)(picture)
    x = layers.Conv2D(4, 3, strides=2, name="conv")(x)
    x = layers.BatchNormalization(name="norm")(x)
    x = layers.GlobalAveragePooling2D(name="embedding")(layers.ReLU()(x))
    x = layers.Dropout(dropout)(x) if dropout else x
    units, activation = (1, "sigmoid") if n_classes == 2 else (n_classes, "softmax")
    return keras.Model(picture, layers.Dense(units, activation, dtype="float32", name="scores")(x), name="tiny")


def draw_pictures(folder: Path, labels: Sequence[str] = ("bright", "dark"), each: int = 16) -> str:
    """A folder of class folders with pictures of 20 x 24 pixels, whose brightness says their class."""
    random = np.random.default_rng(0)
    for label, level in zip(labels, (180, 60, 120), strict=False):
        (folder / label).mkdir(parents=True)
        for number in range(each):
            pixels = random.normal(level, 10, (20, 24, 3)).clip(0, 255).astype("uint8")
            Image.fromarray(pixels).save(folder / label / f"{number}.png")
    return str(folder)
