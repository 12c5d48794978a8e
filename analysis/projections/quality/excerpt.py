"""Some samples at some epochs of a run, small enough to be kept in memory: what a method is run on once more."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from analysis.projections.contract import Embeddings
from analysis.projections.quality.subset import Subset, choose

SAMPLES = 1000  # 5 MB an epoch at 1,280 features
EPOCHS = 4


@dataclass
class Excerpt:
    """Samples chosen as for trustworthiness, epochs spread evenly from the first to the last.

    Attributes:
        run: the embeddings of all samples and epochs.
        subset: the samples.
        epochs: the epochs, ascending.
    """

    run: Embeddings
    subset: Subset
    epochs: list[int]
    _kept: dict[int, np.ndarray] = field(default_factory=dict)

    def keep(self, epoch: int, values: np.ndarray) -> None:
        """Take what is wanted of an epoch's embeddings (n, d) float32; called for every epoch of the run."""
        if epoch in self.epochs:
            self._kept[epoch] = values[self.subset.rows]

    @property
    def facts(self) -> dict:
        """What the manifest says: the subset's `id`, `size` and `rule`, and `epochs`."""
        return {**self.subset.facts, "epochs": self.epochs}

    def embeddings(self) -> Embeddings:
        """The excerpt as a run of its own."""
        whole, rows = self.run, self.subset.rows
        return replace(
            whole,
            epochs=self.epochs,
            read=self._kept.__getitem__,
            labels=whole.labels[rows],
            margins=lambda epoch: whole.margins(epoch)[rows],
            held_out=None if whole.held_out is None else whole.held_out[rows],
        )


def excerpt(run: Embeddings, *, samples: int = SAMPLES, epochs: int = EPOCHS) -> Excerpt:
    """Choose what to keep of a run: at most so many samples and epochs."""
    places = np.unique(np.linspace(0, len(run.epochs) - 1, min(epochs, len(run.epochs))).round().astype(int))
    return Excerpt(run, choose(run.labels, size=samples), [run.epochs[place] for place in places])
