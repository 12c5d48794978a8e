"""A model and what it is fed beside each decoded picture: its sample's own metadata, encoded as in training."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from checkpoints.anatomy import Anatomy
from checkpoints.contract import CheckpointError
from checkpoints.probe import Probe
from checkpoints.series import Series
from data.metadata_encoding import Encoding, encode


@dataclass(frozen=True)
class FedModel:
    """A probe, and the metadata of the samples it is asked about.

    Attributes:
        probe: the model.
        metadata: (n, m) float32, a row per sample of the run; None for a model that takes pictures alone.
    """

    probe: Probe
    metadata: np.ndarray | None = None

    def read(self, images: np.ndarray, rows: slice | np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Embeddings (b, d), logits (b, c) and scores (b, c) of pictures, each with its sample's metadata.

        Args:
            images: (b, y, x, channels) uint8.
            rows: the samples' row numbers in the run.
        """
        return self.probe.read(images, None if self.metadata is None else self.metadata[rows])

    def only(self, rows: np.ndarray) -> FedModel:
        """The same model for some of the samples, in that order: row 0 is the first of them."""
        return FedModel(self.probe, None if self.metadata is None else self.metadata[rows])

    def one_by_one(self, rows: np.ndarray, compute: Callable[[np.ndarray], np.ndarray]) -> np.ndarray:
        """Ask about pictures alone, with every sample's own metadata held fixed.

        Args:
            rows: (p,) the sample of each question, those of one sample one after the other.
            compute: places in `rows` -> one result for each, for questions that share their metadata.

        Returns:
            The results in the order of `rows`; without metadata all of them at once.
        """
        if self.metadata is None:
            return compute(np.arange(len(rows)))
        parts = []
        for places in np.split(np.arange(len(rows)), np.flatnonzero(np.diff(rows)) + 1):
            with self.probe.holding(self.metadata[rows[places[0]]]):
                parts.append(compute(places))
        return np.concatenate(parts)


def metadata_of(samples: pd.DataFrame, series: Series, anatomy: Anatomy) -> np.ndarray | None:
    """The metadata that a model takes beside the pictures, encoded as training.json says.

    Args:
        samples: one row per sample, with the dataset's metadata columns.
        series: the model's checkpoints.
        anatomy: of the model.

    Returns:
        (n, m) float32; None for a model that takes pictures alone.

    Raises:
        CheckpointError: it is not known how the metadata are encoded, or it is not what the model takes.
        DataError: the samples lack a column.
    """
    if not anatomy.n_metadata:
        return None
    kept = (series.training or {}).get("metadata")
    if kept is None:
        raise CheckpointError(
            f"The model takes {anatomy.n_metadata} numbers of metadata beside each picture, and nothing in "
            f'{series.folder} says what they are: its training.json has no "metadata". Runs of python -m checkpoints '
            "train --metadata have it; without it the model cannot be fed."
        )
    encoding = Encoding.from_json(kept)
    if len(encoding.features) != anatomy.n_metadata:
        raise CheckpointError(
            f"The model takes {anatomy.n_metadata} numbers of metadata beside each picture, training.json in "
            f"{series.folder} describes {len(encoding.features)}: {', '.join(encoding.features[:6])}, …. They belong "
            "to different runs; move the checkpoints of others away."
        )
    return encode(encoding, samples)
