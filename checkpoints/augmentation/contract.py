"""The two forms of an augmentation module: one that moves the picture, one that changes what it looks like."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import tensorflow as tf


@dataclass(frozen=True)
class Transform:
    """One random change and how strong it is; `str` gives the word of the command line.

    Attributes:
        name: in `checkpoints.augmentation.registry.TRANSFORMS`.
        strength: in the module's `UNIT`, within its `LIMITS`, above 0.
    """

    name: str
    strength: float

    def __str__(self) -> str:
        return f"{self.name}={self.strength!r}"


class Geometry(Protocol):
    """A module that moves the picture; all of them together cost one resampling.

    Attributes:
        TITLE: what it does, one line.
        STRENGTH: the default.
        UNIT: what the strength is measured in and how a picture's own amount is drawn from it.
        LIMITS: least and greatest strength; the least changes nothing.
    """

    TITLE: str
    STRENGTH: float
    UNIT: str
    LIMITS: tuple[float, float]

    def affine(self, seed: tf.Tensor, n: tf.Tensor | int, size: tuple[int, int], strength: float) -> tf.Tensor:
        """Draw one map per picture, from a pixel of the result to the place in the picture that it shows.

        Args:
            seed: (2,) int32.
            n: pictures.
            size: (y, x) pixels.
            strength: see `UNIT`.

        Returns:
            (n, 3, 3) float32 on (x, y, 1), in pixels from the picture's centre.
        """
        ...


class Look(Protocol):
    """A module that changes pixels where they are. The attributes are those of `Geometry`."""

    TITLE: str
    STRENGTH: float
    UNIT: str
    LIMITS: tuple[float, float]

    def change(self, images: tf.Tensor, seed: tf.Tensor, strength: float) -> tf.Tensor:
        """Change every picture by an amount of its own.

        Args:
            images: (b, y, x, ch) float32 in 0..255, ch 1 or 3; y, x and ch known when the graph is made.
            seed: (2,) int32.
            strength: see `UNIT`.

        Returns:
            The same shape and range.
        """
        ...
