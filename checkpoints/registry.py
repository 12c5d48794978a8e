"""The models that `python -m checkpoints train` knows: one module each, one line here adds another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

from checkpoints import efficientnet_b0, frame, mobilenet_v2, small_cnn
from checkpoints.contract import CheckpointError

if TYPE_CHECKING:
    import keras


class Model(Protocol):
    """A module that builds one architecture.

    Attributes:
        TITLE: one line for `python -m checkpoints list`.
        SETTINGS: the settings of its own with their defaults, beside those of `checkpoints.frame`.
        SMALLEST: the least height and width in pixels.
    """

    TITLE: str
    SETTINGS: dict[str, Any]
    SMALLEST: int

    def build(
        self,
        *,
        size: tuple[int | None, int | None],
        channels: int = 3,
        n_classes: int,
        weights: str = "none",
        **settings: Any,
    ) -> keras.Model:
        """Build it for pictures in 0..255. Raises CheckpointError."""
        ...


MODELS: dict[str, Model] = {
    "small_cnn": small_cnn,
    "mobilenet_v2": mobilenet_v2,
    "efficientnet_b0": efficientnet_b0,
}


def build(settings: Mapping[str, Any]) -> keras.Model:
    """Build a registry model from plain settings, as training.json keeps them under "architecture".

    Args:
        settings: `model` (a name in `MODELS`), `n_classes`, and if wanted `size` (pixels, or [y, x]), `channels`,
            `weights`, the settings of `checkpoints.frame` and the model's own.

    Raises:
        CheckpointError: no such model, or settings that are missing, unknown or out of range.
    """
    wanted = dict(settings)
    name = wanted.pop("model", None)
    if name not in MODELS:
        raise CheckpointError(f"There is no model {name!r}. Choose one of: {', '.join(MODELS)}.")
    module = MODELS[name]
    if "n_classes" not in wanted:
        raise CheckpointError(
            f"How many classes {name} tells apart is not known. Put a model.json beside the checkpoints, or keep the "
            "training.json that was written with them."
        )
    known = {"size", "channels", "n_classes", "weights", *frame.DEFAULTS, *module.SETTINGS}
    if unknown := sorted(set(wanted) - known):
        raise CheckpointError(f"{name} has no setting {unknown[0]!r}. It has: {', '.join(sorted(known))}.")
    size = _size(name, wanted.pop("size", None), module.SMALLEST)
    return module.build(size=size, **wanted)


def _size(name: str, given: Any, smallest: int) -> tuple[int | None, int | None]:
    if given is None:
        return (None, None)
    y, x = (given, given) if isinstance(given, int) else given
    if min(y, x) < smallest:
        raise CheckpointError(f"{name} takes pictures of at least {smallest} x {smallest} pixels. Found: {y} x {x}.")
    return int(y), int(x)
