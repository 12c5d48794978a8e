"""A sample's picture at the model's size, and what the training's augmentation makes of it; needs TensorFlow."""

from __future__ import annotations

from http import HTTPStatus

import numpy as np
import tensorflow as tf

from analysis.pictures import Decoded, is_decoded
from analysis.service.contract import Refused
from analysis.store.reader import Run
from checkpoints.augmentation import apply, parse
from data.contract import DataError, Dataset
from data.decode import read_pictures

STREAM = 1  # first half of the seed of every draw; the other half is the caller's number


def picture_of(run: Run, row: int) -> np.ndarray:
    """The picture of a sample as the model gets it, before preprocessing.

    Args:
        row: its row number.

    Returns:
        (y, x, channels) uint8: from the run's decoded pictures, or decoded again where those were deleted.

    Raises:
        Refused: a run without a model, so that there is no size.
        DataError: the file is gone, too, or cannot be read.
    """
    if is_decoded(run.location):
        return Decoded(run.location).rows(np.array([row]))[0]
    model, facts = run.manifest["model"], run.manifest["dataset"]
    if "input_size" not in model:
        raise Refused(f"{run.name} holds scores only, no model of its own: open one of the runs it was made of.")
    dataset = Dataset(
        str(facts.get("name")), str(facts.get("kind")), str(facts.get("location")), tuple(run.classes), run.samples
    )
    size = tuple(int(edge) for edge in model["input_size"])
    _, picture = next(iter(read_pictures(dataset, [row], size=size, channels=int(model["channels"]))))  # type: ignore[arg-type]
    if isinstance(picture, DataError):
        raise picture
    return picture


def draw(picture: np.ndarray, words: list[str], count: int, seed: int) -> np.ndarray:
    """Change a picture by amounts drawn anew each time, with the code that training runs.

    Args:
        picture: (y, x, channels) uint8.
        words: as `--augment` takes them; none leaves the picture as it is.
        count: m.
        seed: the same seed gives the same draws; switching a transform off leaves the draws of the others.

    Returns:
        (m, y, x, channels) uint8.

    Raises:
        CheckpointError: words that are no transforms.
        Refused: no memory for it.
    """
    transforms = parse(words)
    batch = tf.cast(tf.repeat(tf.constant(picture)[None], count, axis=0), tf.float32)
    try:
        changed = apply(transforms, batch, tf.constant([STREAM, seed], tf.int32))
    except (tf.errors.ResourceExhaustedError, MemoryError) as error:
        raise Refused("There is no memory left for the draws.", HTTPStatus.INSUFFICIENT_STORAGE) from error
    return tf.cast(tf.round(changed), tf.uint8).numpy()
