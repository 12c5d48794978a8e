"""Augmentation as a Keras layer whose random state is saved and restored with the model it stands in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import keras
import tensorflow as tf

from checkpoints.augmentation.applying import apply, compiled
from checkpoints.augmentation.draws import GENERATOR
from checkpoints.augmentation.words import parse


@keras.saving.register_keras_serializable("epochscope")
class Augment(keras.layers.Layer):
    """Random changes to pictures while training; nothing otherwise.

    The state of the seed generator counts the batches so far. It is among `variables` (not among `weights`, from which
    Keras leaves out random states) and in saved files, so that a training which restores it goes on with the very draws
    of an undisturbed one. Replicas of a distributed training draw differently.

    Args:
        words: see `checkpoints.augmentation.words.parse`.
        seed: any whole number.
    """

    def __init__(self, words: Sequence[str], seed: int = 0, **kwargs: Any) -> None:
        super().__init__(**({"name": "augment", "dtype": "float32", "autocast": False} | kwargs))
        self.words = tuple(words)
        self.seed = int(seed)
        self.transforms = parse(self.words)
        self.seed_generator = keras.random.SeedGenerator(self.seed)
        self._compiled = compiled(self.transforms)

    def call(self, images: tf.Tensor, training: bool = False) -> tf.Tensor:
        """images: (b, y, x, ch) in 0..255 -> the same shape, float32, same range."""
        images = tf.cast(images, tf.float32)
        if not training or not self.transforms:
            return images
        seed = tf.cast(self.seed_generator.next(), tf.int32)
        context = tf.distribute.get_replica_context()
        replica = 0 if context is None else context.replica_id_in_sync_group
        seed = tf.random.experimental.stateless_fold_in(seed, tf.cast(replica, tf.int32), alg=GENERATOR)
        if isinstance(tf.distribute.get_strategy(), tf.distribute.TPUStrategy):
            return apply(self.transforms, images, seed)  # the whole step is compiled there
        return self._compiled(images, seed)

    def compute_output_spec(self, images: keras.KerasTensor, training: bool = False) -> keras.KerasTensor:
        return keras.KerasTensor(images.shape, "float32")

    def save_own_variables(self, store: Any) -> None:
        """Keras saves no seed generator by itself."""
        store["seed_state"] = self.seed_generator.state.numpy()

    def load_own_variables(self, store: Any) -> None:
        self.seed_generator.state.assign(store["seed_state"][()])

    def get_config(self) -> dict[str, Any]:
        return super().get_config() | {"words": list(self.words), "seed": self.seed}
