"""Every model that `python -m checkpoints train` knows, built from plain settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from checkpoints import image_and_metadata, own_model
from checkpoints.contract import CheckpointError, Listed
from checkpoints.image_models import IMAGE_MODELS, build_image_model

if TYPE_CHECKING:
    import keras

MODELS: dict[str, Listed] = {**IMAGE_MODELS, image_and_metadata.NAME: image_and_metadata}


def known_model(name: str) -> str:
    """Give a name back if it is a model's: one of `MODELS`, or the user's own as package.module:function.

    Raises:
        CheckpointError: it is none; the names that exist are listed.
    """
    if name in MODELS or own_model.is_own(name):
        return name
    raise CheckpointError(
        f"There is no model {name!r}. Choose one of: {', '.join(MODELS)}; or your own as package.module:function."
    )


def build(settings: Mapping[str, Any]) -> keras.Model:
    """Build a model from plain settings, as training.json keeps them under "architecture".

    Args:
        settings: `model` (see `known_model`), `n_classes`, and if wanted `size` (pixels, or [y, x]), `channels`,
            `weights`, the settings of `checkpoints.frame` and the model's own.

    Raises:
        CheckpointError: no such model, or settings that are missing, unknown or out of range.
    """
    wanted = dict(settings)
    name = known_model(str(wanted.pop("model", None)))
    if "n_classes" not in wanted:
        raise CheckpointError(
            f"How many classes {name} tells apart is not known. Put a model.json beside the checkpoints, or keep the "
            "training.json that was written with them."
        )
    if own_model.is_own(name):
        return own_model.build(name, **wanted)
    if name == image_and_metadata.NAME:
        return image_and_metadata.build(**wanted)
    return build_image_model(name, wanted)


def default_size(model: str, image_model: str | None = None) -> int | None:
    """Height and width in pixels where the user says nothing; None for a model of the user's own.

    Args:
        model: see `known_model`.
        image_model: the picture's part of `image_and_metadata`.
    """
    if model == image_and_metadata.NAME and image_model in IMAGE_MODELS:
        return IMAGE_MODELS[image_model].SIZE
    return MODELS[model].SIZE if model in MODELS else None
