"""An image model joined with a dense branch on encoded metadata: age, sex, site beside the picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checkpoints.contract import CheckpointError
from checkpoints.frame import class_scores
from checkpoints.freezing import METADATA
from checkpoints.image_models import IMAGE_MODELS, build_image_model
from checkpoints.landmarks import has_kernel

if TYPE_CHECKING:
    import keras

NAME = "image_and_metadata"
TITLE = "An image model joined with a dense branch on metadata; --image-model, --metadata"
SETTINGS: dict[str, Any] = {"image_model": "mobilenet_v2", "n_metadata": 0}
SMALLEST = IMAGE_MODELS[SETTINGS["image_model"]].SMALLEST  # of the default image model; every other has its own
SIZE = IMAGE_MODELS[SETTINGS["image_model"]].SIZE
PARAMETERS = None  # the image model's and the branch's

WIDTHS = (64, 32)  # units of the branch's dense layers


def build(
    *, n_classes: int, n_metadata: int | None = None, image_model: str = SETTINGS["image_model"], **image: Any
) -> keras.Model:
    """Build it for two inputs, "picture" (b, y, x, channels) in 0..255 and "metadata" (b, n_metadata).

    What the image model's head would take is joined with the branch's output, and one dense head takes both: that
    joined vector is the embedding.

    Args:
        n_classes: 2 gives one sigmoid unit, more give a softmax.
        n_metadata: features of `data.metadata_encoding`.
        image_model: a name of `checkpoints.image_models.IMAGE_MODELS`.
        **image: the image model's settings.

    Raises:
        CheckpointError: no such image model, no metadata, or settings that the image model refuses.
    """
    import keras

    if not isinstance(n_metadata, int) or n_metadata < 1:
        raise CheckpointError(
            f"{NAME} needs metadata beside the pictures. Found: {n_metadata} features. Name columns with --metadata."
        )
    network = build_image_model(image_model, {**image, "n_classes": n_classes})
    head = next(layer for layer in reversed(network.layers) if has_kernel(layer))
    pictured = head.input if len(head.input.shape) == 2 else keras.layers.GlobalAveragePooling2D()(head.input)
    metadata = keras.Input((n_metadata,), name=METADATA)
    x = metadata
    for number, width in enumerate(WIDTHS, 1):
        x = keras.layers.Dense(width, activation="relu", name=f"{METADATA}_dense_{number}")(x)
    joined = keras.layers.Concatenate(name="joined")([pictured, x])
    return keras.Model([network.input, metadata], class_scores(joined, n_classes), name=f"{image_model}_and_metadata")
