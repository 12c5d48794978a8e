"""From the pixels of a picture to the range a model was trained on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import numpy as np

from checkpoints.contract import CheckpointError

Pixels = TypeVar("Pixels")  # numpy array or tensor: float32, 0..255, channels last (red, green, blue)

IMAGENET_MEAN = np.array([0.485, 0.456, 0.406], np.float32)  # of pixels in 0..1; keras.applications, mode "torch"
IMAGENET_DEVIATION = np.array([0.229, 0.224, 0.225], np.float32)
CAFFE_MEAN = np.array([103.939, 116.779, 123.68], np.float32)  # blue, green, red, of pixels in 0..255


def none(images: Pixels) -> Pixels:
    """0..255 as they are: the model scales by itself."""
    return images


def unit(images: Pixels) -> Pixels:
    """0..1."""
    return images / np.float32(255)  # type: ignore[operator]


def symmetric(images: Pixels) -> Pixels:
    """-1..1: MobileNet, Inception, Xception."""
    return images / np.float32(127.5) - np.float32(1)  # type: ignore[operator]


def imagenet(images: Pixels) -> Pixels:
    """0..1, then ImageNet's mean and deviation per channel: DenseNet, torchvision."""
    return (images / np.float32(255) - IMAGENET_MEAN) / IMAGENET_DEVIATION  # type: ignore[operator]


def caffe(images: Pixels) -> Pixels:
    """Blue, green, red, minus ImageNet's mean: VGG, ResNet."""
    return images[..., ::-1] - CAFFE_MEAN  # type: ignore[index]


PREPROCESSING: dict[str, Callable] = {
    "none": none,
    "unit": unit,
    "symmetric": symmetric,
    "imagenet": imagenet,
    "caffe": caffe,
}

NEEDS_COLOR = {"imagenet", "caffe"}  # three means, one per channel


def preprocessing(name: str, channels: int) -> Callable:
    """The function of a name, for pictures with so many channels.

    Raises:
        CheckpointError: there is no such preprocessing, or it is none for grey pictures.
    """
    if name not in PREPROCESSING:
        raise CheckpointError(f"There is no preprocessing {name!r}. Choose one of: {', '.join(PREPROCESSING)}.")
    if name in NEEDS_COLOR and channels != 3:
        grey = ", ".join(sorted(set(PREPROCESSING) - NEEDS_COLOR))
        raise CheckpointError(
            f"The preprocessing {name!r} is for three channels, the model takes {channels}. Choose one of: {grey}."
        )
    return PREPROCESSING[name]
