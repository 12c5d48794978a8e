"""The words of the checkpoint floor: its error, and what a model of the registry is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from data.contract import EpochscopeError

if TYPE_CHECKING:
    import keras


class CheckpointError(EpochscopeError):
    """Checkpoints that cannot be read as the epochs of one model."""


class Listed(Protocol):
    """What the registry says about a model.

    Attributes:
        TITLE: one line for `python -m checkpoints list`.
        SETTINGS: the settings of its own with their defaults, beside those of `checkpoints.frame`.
        SMALLEST: the least height and width in pixels.
        SIZE: height and width where the user says nothing: what it was published for, or is quick with.
        PARAMETERS: trainable ones at `SIZE`, three channels, seven classes and default settings; None where that
            depends on other models.
    """

    @property
    def TITLE(self) -> str: ...  # noqa: N802 (a constant of a module)
    @property
    def SETTINGS(self) -> dict[str, Any]: ...  # noqa: N802
    @property
    def SMALLEST(self) -> int: ...  # noqa: N802
    @property
    def SIZE(self) -> int: ...  # noqa: N802
    @property
    def PARAMETERS(self) -> int | None: ...  # noqa: N802


class ImageModel(Listed, Protocol):
    """A module that builds one architecture for pictures."""

    @property
    def build(self) -> Callable[..., keras.Model]:
        """Build it for pictures in 0..255.

        Takes keywords: `size` (y, x) in pixels or (None, None) for any, `channels`, `n_classes`, `weights` ("none",
        "imagenet" or a file), the settings of `checkpoints.frame` and its own. Raises CheckpointError.
        """
        ...


@dataclass(frozen=True)
class Variant:
    """One of the architectures of a module that builds several of a kind; an `ImageModel` as a module is one."""

    TITLE: str
    SETTINGS: dict[str, Any]
    SMALLEST: int
    SIZE: int
    PARAMETERS: int
    build: Callable[..., keras.Model]
