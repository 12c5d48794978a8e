"""Colours moved around the colour circle, brightness value and saturation kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkpoints.augmentation.draws import per_picture

if TYPE_CHECKING:
    import tensorflow as tf

TITLE = "Colours moved around the colour circle; nothing on grey pictures"
STRENGTH = 5.0
UNIT = "degrees of the colour circle, farthest move either way"
LIMITS = (0.0, 180.0)


def change(images: tf.Tensor, seed: tf.Tensor, strength: float) -> tf.Tensor:
    """See `checkpoints.augmentation.contract.Look`; the hue of HSV."""
    import tensorflow as tf

    if images.shape[-1] == 1:
        return images
    red, green, blue = tf.unstack(images, axis=-1)
    value = tf.maximum(tf.maximum(red, green), blue)
    chroma = value - tf.minimum(tf.minimum(red, green), blue)
    part = tf.where(
        value == red,
        tf.math.divide_no_nan(green - blue, chroma),
        tf.where(
            value == green,
            2 + tf.math.divide_no_nan(blue - red, chroma),
            4 + tf.math.divide_no_nan(red - green, chroma),
        ),
    )  # sixths of the circle
    part += strength / 60 * per_picture(seed, images, -1.0)[..., 0]

    def channel(offset: float) -> tf.Tensor:
        """Source: the closed form of HSV to RGB; https://en.wikipedia.org/wiki/HSL_and_HSV#HSV_to_RGB_alternative."""
        turned = part + offset
        turned -= 6 * tf.floor(turned / 6)
        return value - chroma * tf.clip_by_value(tf.minimum(turned, 4 - turned), 0.0, 1.0)

    return tf.stack([channel(5.0), channel(3.0), channel(1.0)], -1)
