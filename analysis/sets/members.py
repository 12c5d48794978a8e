"""The runs that go into a set, opened and brought to the same samples, classes and order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.contract import StoreError
from analysis.store import manifest
from analysis.store.reader import CHECKPOINTS, Run
from analysis.store.score_run import OUT_OF_FOLD
from analysis.subject import digest
from data.assembly import some

PLAIN, TTA = "plain", "tta"
USES = (PLAIN, TTA)
WITH_PICTURES = (CHECKPOINTS, OUT_OF_FOLD)  # kinds that may have scores of augmented pictures


@dataclass(frozen=True)
class Member:
    """One run at one epoch, and which of its scores count.

    Attributes:
        run: the open run.
        epoch: one of its complete epochs.
        use: one of `USES`.
    """

    run: Run
    epoch: int
    use: str = PLAIN

    @property
    def scores(self) -> np.ndarray:
        """(n, c) float32 in the run's own order of samples and classes."""
        return self.run.scores_tta(self.epoch) if self.use == TTA else self.run.scores(self.epoch)

    def facts(self) -> dict:
        """What the manifest of a set says about it."""
        return {
            "run": self.run.name,
            "location": self.run.location,
            "kind": self.run.kind,
            "epoch": self.epoch,
            "scores": self.use,
        }

    def key(self) -> str:
        """Changes whenever what was taken from the run may have changed."""
        return digest([self.facts(), manifest.digest(self.run.location)])


@dataclass(frozen=True)
class Aligned:
    """Members side by side.

    Attributes:
        samples: the samples that all of them have, RangeIndex, columns of the first member.
        classes: (c,) in the first member's order.
        scores: (m, n, c) float64.
        left_out: samples that some member has, but not all, or not in the same split.
    """

    samples: pd.DataFrame
    classes: list[str]
    scores: np.ndarray
    left_out: int = 0

    @property
    def labels(self) -> np.ndarray:
        """(n,) class index."""
        return pd.Index(self.classes).get_indexer(self.samples["label"]).astype(np.int64)

    @property
    def splits(self) -> np.ndarray:
        """(n,) name of each sample's split."""
        return self.samples["split"].to_numpy(dtype=object)


def open_member(location: str, *, epoch: int | None = None, use: str = PLAIN) -> Member:
    """Open a run at its last complete epoch, or at `epoch`; a run of scores has one epoch, whatever is asked for.

    Args:
        use: `TTA` holds for runs with pictures; a metadata model or an ensemble has its plain scores alone.

    Raises:
        StoreError: no run, no such epoch, or no augmented scores at it.
    """
    run = Run(location)
    if not run.epochs:
        raise StoreError(f"{location} has no complete epoch yet. Finish its analysis first.")
    chosen = run.epochs[-1] if epoch is None or not run.has_embeddings else epoch
    if chosen not in run.epochs:
        raise StoreError(
            f"{location} has no complete epoch {chosen}. It has: {', '.join(map(str, run.epochs))}. "
            "Name one of these with --epoch."
        )
    use = use if run.kind in WITH_PICTURES else PLAIN
    if use == TTA:
        run.scores_tta(chosen)  # says what is missing before any work is done
    return Member(run, chosen, use)


def align(members: Sequence[Member], *, intersect: bool = False) -> Aligned:
    """Bring members to the same samples and classes.

    Args:
        intersect: keep what all have in the same split; otherwise every member must have the same samples and splits.

    Raises:
        StoreError: other classes, other labels, other samples or other splits.
    """
    first = members[0].run
    columns = [align_classes(first, member.run) for member in members]
    tables = [member.run.samples.set_index("sample") for member in members]
    shared = _shared(members, tables)
    _check_labels(members, tables, shared)
    same_split = np.all([table.loc[shared, "split"] == tables[0].loc[shared, "split"] for table in tables], axis=0)
    everything = len(set().union(*(table.index for table in tables)))
    kept = shared[same_split]
    if not intersect and len(kept) < everything:
        raise StoreError(_differences(members, tables, shared, same_split))
    if not len(kept):
        raise StoreError(
            f"{_names(members)} have no sample that lies in the same split in all of them. "
            "An ensemble needs runs of one dataset, divided alike."
        )
    scores = [
        member.scores[member.run.rows_of(list(kept))][:, order] for member, order in zip(members, columns, strict=True)
    ]
    samples = first.samples.iloc[first.rows_of(list(kept))].reset_index(drop=True)
    return Aligned(samples, first.classes, np.stack(scores).astype(np.float64), everything - len(kept))


def align_classes(first: Run, other: Run) -> list[int]:
    """Where the first run's classes stand in the other one."""
    if sorted(first.classes) != sorted(other.classes):
        raise StoreError(
            f"{first.name} and {other.name} tell different classes apart: {', '.join(first.classes)} against "
            f"{', '.join(other.classes)}. Scores of different classes cannot be put together."
        )
    return [other.classes.index(name) for name in first.classes]


def _shared(members: Sequence[Member], tables: list[pd.DataFrame]) -> pd.Index:
    shared = tables[0].index
    for table in tables[1:]:
        shared = shared[shared.isin(table.index)]
    if not len(shared):
        raise StoreError(
            f"{_names(members)} have no sample in common: ids such as "
            f"{' and '.join(str(table.index[0]) for table in tables[:2])}. An ensemble needs runs of one dataset."
        )
    return shared


def _check_labels(members: Sequence[Member], tables: list[pd.DataFrame], shared: pd.Index) -> None:
    for member, table in zip(members[1:], tables[1:], strict=True):
        differs = (table.loc[shared, "label"] != tables[0].loc[shared, "label"]).to_numpy()
        if differs.any():
            sample = shared[differs][0]
            raise StoreError(
                f"Sample {sample} is {tables[0].at[sample, 'label']} in {members[0].run.name} but "
                f"{table.at[sample, 'label']} in {member.run.name}, and so are {differs.sum() - 1} others. "
                "Analyse both with the same dataset."
            )


def _differences(
    members: Sequence[Member], tables: list[pd.DataFrame], shared: pd.Index, same_split: np.ndarray
) -> str:
    """Why members cannot simply be put together, with the way out."""
    advice = "Keep only what all of them have in the same split with --intersect."
    for member, table in zip(members, tables, strict=True):
        own = table.index[~table.index.isin(shared)]
        if len(own):
            return f"{len(own)} samples of {member.run.name} are not in every run: {some(list(own))}. {advice}"
    sample = shared[~same_split][0]
    splits = [f"{table.at[sample, 'split']} in {m.run.name}" for m, table in zip(members, tables, strict=True)]
    return (
        f"{(~same_split).sum()} samples lie in different splits, such as {sample}: {', '.join(splits)}. An ensemble "
        f"would be judged on pictures that a member was trained on. {advice}"
    )


def _names(members: Sequence[Member]) -> str:
    return ", ".join(member.run.name for member in members)
