"""What a dataset is, and the error every floor above builds on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

import pandas as pd

SPLITS = ("train", "validation", "test")
UNSPLIT = "all"  # the split of every sample of a dataset that was never divided

SAMPLE_COLUMNS = ("sample", "label", "split", "fold", "group", "file", "width", "height")


class EpochscopeError(ValueError):
    """Anything the user can mend: the message says what was wanted, what was found, what to do.

    The family, declared floor by floor:

        EpochscopeError
        ├── DataError          data/contract.py
        ├── CheckpointError    checkpoints/contract.py
        ├── StoreError         analysis/contract.py
        └── Unsupported        analysis/contract.py (this explainer cannot serve this model)
    """


class DataError(EpochscopeError):
    """A dataset that cannot be used as it is."""


def _no_samples_skipped() -> pd.DataFrame:
    return pd.DataFrame(columns=["sample", "file", "reason"])


@dataclass(frozen=True)
class Dataset:
    """Labelled images: a table in memory, the pictures on demand.

    Attributes:
        name: what the user calls it, also the folder's name.
        kind: the registry name of the source that read it ("image_folder", "csv", …).
        location: the folder or URL it was read from.
        classes: label values in the order of the model's outputs (sorted unless the user said otherwise).
        samples: one row per sample n, RangeIndex, columns `SAMPLE_COLUMNS`, then metadata columns as the source
            has them. `sample` is a unique string id, `label` one of `classes`, `split` one of `SPLITS` or `UNSPLIT`,
            `fold` an int (-1: none), `group` a string ("" : none; samples of one group never straddle splits),
            `file` a path or URL, `width` and `height` pixels (0 until `data.verify` has opened the picture).
        skipped: samples left out, one row each: `sample`, `file`, `reason` in plain words.
        options: what the source needs to read the same dataset again, JSON values only.
        carved: the splits that `data.split.assign` made; the others the dataset brought itself.
    """

    name: str
    kind: str
    location: str
    classes: tuple[str, ...]
    samples: pd.DataFrame
    skipped: pd.DataFrame = field(default_factory=_no_samples_skipped)
    options: dict = field(default_factory=dict)
    carved: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.samples)


class Source(Protocol):
    """A module that reads one form of dataset; one line in `data.registry.SOURCES` adds it."""

    TITLE: str

    def load(self, location: str, **options) -> Dataset:
        """Read the table (no pixels). Raises DataError."""
        ...
