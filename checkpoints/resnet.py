"""Residual networks of basic blocks (He et al. 2015, arXiv:1512.03385) with a 3 x 3 stem, for small pictures."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from checkpoints.contract import Variant
from checkpoints.frame import framed, without_published_weights

if TYPE_CHECKING:
    import keras

WIDTHS = (64, 128, 256, 512)  # filters of the four stages; the map is halved where a stage begins, the first excepted


def build(
    blocks: tuple[int, ...],
    *,
    size: tuple[int | None, int | None],
    channels: int = 3,
    n_classes: int,
    weights: str = "none",
    **head: Any,
) -> keras.Model:
    """Build the network for pictures in 0..255.

    The stem is one 3 x 3 convolution without a stride and there is no pooling before the last: pictures of 64 pixels
    reach the end as maps of 8 x 8.

    Args:
        blocks: how many of each width.
        size: (y, x) pixels; None takes any.
        channels: 1 or 3.
        n_classes: 2 gives one sigmoid unit, more give a softmax.
        weights: "none"; there are no published weights for this stem.
        **head: see `checkpoints.frame.framed`.

    Raises:
        CheckpointError: weights were asked for.
    """
    import keras

    name = f"resnet{2 * sum(blocks) + 2}"
    without_published_weights(name, weights)

    def features(x: Any) -> Any:
        x = keras.layers.Rescaling(1 / 255, name="unit_range")(x)
        x = keras.layers.ReLU(name="stem_relu")(_convolution(x, WIDTHS[0], "stem"))
        for stage, (width, count) in enumerate(zip(WIDTHS, blocks, strict=True), 1):
            for block in range(1, count + 1):
                strides = 2 if stage > 1 and block == 1 else 1
                x = _block(x, width, f"stage_{stage}_block_{block}", strides=strides)
        return x

    return framed(name, features, size=size, channels=channels, n_classes=n_classes, **head)


def _block(x: Any, width: int, name: str, *, strides: int) -> Any:
    """Two convolutions beside a shortcut, which is a 1 x 1 convolution where the shape changes."""
    import keras

    inner = keras.layers.ReLU(name=f"{name}_relu_1")(_convolution(x, width, f"{name}_1", strides=strides))
    inner = _convolution(inner, width, f"{name}_2")
    if x.shape[-1] != width:
        x = _convolution(x, width, f"{name}_shortcut", kernel=1, strides=strides)
    return keras.layers.ReLU(name=f"{name}_relu_2")(keras.layers.Add(name=f"{name}_sum")([x, inner]))


def _convolution(x: Any, width: int, name: str, *, kernel: int = 3, strides: int = 1) -> Any:
    import keras

    x = keras.layers.Conv2D(
        width,
        kernel,
        strides=strides,
        padding="same",
        use_bias=False,
        kernel_initializer="he_normal",
        name=f"{name}_conv",
    )(x)
    return keras.layers.BatchNormalization(name=f"{name}_norm")(x)


def _variant(title: str, blocks: tuple[int, ...], parameters: int) -> Variant:
    return Variant(title, SETTINGS={}, SMALLEST=16, SIZE=64, PARAMETERS=parameters, build=partial(build, blocks))


VARIANTS = {
    "resnet18": _variant("ResNet-18: residual blocks, 3x3 stem", (2, 2, 2, 2), 11_172_423),
    "resnet34": _variant("ResNet-34: residual blocks, 3x3 stem", (3, 4, 6, 3), 21_280_583),
}
