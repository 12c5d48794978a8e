"""The models for pictures: one module each, or one for several of a kind; one line here adds another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from checkpoints import barebone_cnn, efficientnet, frame, lesion_cnn, mobilenet_v2, resnet, small_cnn
from checkpoints.contract import CheckpointError, ImageModel

if TYPE_CHECKING:
    import keras

IMAGE_MODELS: dict[str, ImageModel] = {
    "small_cnn": small_cnn,
    "mobilenet_v2": mobilenet_v2,
    "lesion_cnn": lesion_cnn,
    **resnet.VARIANTS,
    **efficientnet.VARIANTS,
    **barebone_cnn.VARIANTS,
}


def build_image_model(name: str, settings: Mapping[str, Any]) -> keras.Model:
    """Build a model for pictures from plain settings.

    Args:
        name: of `IMAGE_MODELS`.
        settings: `n_classes`, and if wanted `size` (pixels, or [y, x]), `channels`, `weights`, the settings of
            `checkpoints.frame` and the model's own.

    Raises:
        CheckpointError: no such model, or settings that are missing, unknown or out of range.
    """
    if name not in IMAGE_MODELS:
        raise CheckpointError(f"There is no image model {name!r}. Choose one of: {', '.join(IMAGE_MODELS)}.")
    module, wanted = IMAGE_MODELS[name], dict(settings)
    known = {"size", "channels", "n_classes", "weights", *frame.DEFAULTS, *module.SETTINGS}
    if unknown := sorted(set(wanted) - known):
        raise CheckpointError(f"{name} has no setting {unknown[0]!r}. It has: {', '.join(sorted(known))}.")
    size = _size(name, wanted.pop("size", None), module.SMALLEST)
    return module.build(size=size, **wanted)


def _size(name: str, given: Any, smallest: int) -> tuple[int | None, int | None]:
    if given is None:
        return (None, None)
    y, x = pixels(given)
    if min(y, x) < smallest:
        raise CheckpointError(
            f"{name} takes pictures of at least {smallest} x {smallest} pixels. Found: {y} x {x}. Choose a larger "
            "--size, or another --model."
        )
    return y, x


def pixels(size: Any) -> tuple[int, int]:
    """(y, x) of a size as settings have it: one number, or two."""
    y, x = (size, size) if isinstance(size, int) else size
    return int(y), int(x)
