"""The model of a run: loaded once, taken apart, and fed the way it was trained."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.fed_model import FedModel, metadata_of
from analysis.pictures import Decoded
from analysis.preprocess_check import TRIED, choose_preprocessing
from analysis.request import PREPROCESS_AUTO
from analysis.store.writer import RunWriter
from analysis.subject import Subject, digest
from checkpoints.anatomy import Anatomy, check_classes, examine
from checkpoints.contract import CheckpointError
from checkpoints.probe import Probe
from checkpoints.reading import load_model

if TYPE_CHECKING:
    import keras

WIDEST = 4096  # features of an embedding: the projections' matrix of moments takes 134 MB then, its directions a minute


@dataclass(frozen=True)
class ModelUnderStudy:
    """A Keras model and what was found in it.

    Attributes:
        model: the Keras model, uncompiled; its weights change with the epoch.
        anatomy: where its parts are.
        parameters: how many numbers training may change or has fixed.
    """

    model: keras.Model
    anatomy: Anatomy
    parameters: int

    def facts(self) -> dict:
        """What the manifest says about the model, preprocessing excepted."""
        found = asdict(self.anatomy) | {"name": self.model.name, "parameters": self.parameters}
        if not self.anatomy.n_metadata:
            del found["n_metadata"]  # stores that were written before there was such a thing are still right
        return found | {"input_size": list(self.anatomy.input_size)}


def load(subject: Subject) -> ModelUnderStudy:
    """Load the first checkpoint and examine it.

    Raises:
        CheckpointError: no readable model, or one that does not fit the data or the options.
    """
    request = subject.request
    model = load_model(subject.series.checkpoints[0])
    anatomy = examine(
        model, embedding_layer=request.embedding_layer, map_layer=request.map_layer, input_size=request.input_size
    )
    check_classes(anatomy, subject.dataset.classes)
    _refuse_wide(anatomy)
    return ModelUnderStudy(model, anatomy, model.count_params())


def _refuse_wide(anatomy: Anatomy) -> None:
    if anatomy.n_features > WIDEST:
        other = f", such as {anatomy.map_layer}, which is averaged over its positions" if anatomy.map_layer else ""
        raise CheckpointError(
            f"The embedding {anatomy.embedding_layer} has {anatomy.n_features:,} features; up to {WIDEST:,} can be "
            f"projected. Name a narrower layer with --embedding-layer{other}."
        )


def fed_as_trained(studied: ModelUnderStudy, writer: RunWriter, subject: Subject, samples: pd.DataFrame) -> FedModel:
    """The model with the right pixel range and metadata; how they were found out is left in the manifest.

    Args:
        samples: one row per decoded picture.

    Raises:
        CheckpointError, DataError: metadata that the model takes and that are not to be had.
    """
    metadata = metadata_of(samples, subject.series, studied.anatomy)
    known, asked = writer.manifest["model"], subject.request.preprocess
    facts = studied.facts()
    same = known.get("anatomy_digest") == digest(facts) and known.get("preprocess_asked") == asked
    if same:
        found = {key: known[key] for key in ("preprocess", "preprocess_source", "preprocess_tried")}
    else:
        found = _find_preprocessing(studied, writer, subject, samples, metadata)
    writer.manifest["model"] = facts | found | {"anatomy_digest": digest(facts), "preprocess_asked": asked}
    if metadata is not None:
        writer.manifest["model"]["metadata_digest"] = hashlib.sha256(metadata.tobytes()).hexdigest()[:16]
    return FedModel(Probe(studied.model, studied.anatomy, found["preprocess"]), metadata)


def _find_preprocessing(
    studied: ModelUnderStudy,
    writer: RunWriter,
    subject: Subject,
    samples: pd.DataFrame,
    metadata: np.ndarray | None,
) -> dict:
    asked = subject.request.preprocess
    if asked != PREPROCESS_AUTO:
        return {"preprocess": asked, "preprocess_source": "given with --preprocess", "preprocess_tried": {}}
    if studied.anatomy.rescales:
        source = "the model rescales its pixels itself"
        return {"preprocess": "none", "preprocess_source": source, "preprocess_tried": {}}
    labels = pd.Index(subject.dataset.classes).get_indexer(samples["label"])
    rows = _rows_to_try(samples)
    images = Decoded(writer.location).rows(rows)

    def scores_under(name: str) -> np.ndarray:
        probe = Probe(studied.model, studied.anatomy, name)
        probe.assign(subject.series.checkpoints[-1])
        return FedModel(probe, metadata).read(images, rows)[2]

    name, source, tried = choose_preprocessing(scores_under, labels[rows], channels=studied.anatomy.channels)
    return {"preprocess": name, "preprocess_source": source, "preprocess_tried": tried}


def _rows_to_try(samples: pd.DataFrame) -> np.ndarray:
    """Spread over the held-out samples where there are any: on training pictures overconfidence is never punished."""
    held_out = np.flatnonzero(samples["split"].isin(["validation", "test"]))
    rows = held_out if len(held_out) else np.arange(len(samples))
    return np.unique(rows[np.linspace(0, len(rows) - 1, TRIED).astype(int)])
