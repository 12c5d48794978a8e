"""`analysis pool`: the held-out scores of every fold in one run, so that every sample is judged out of fold."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.contract import StoreError
from analysis.sets.comparing import held_out_figures
from analysis.sets.members import TTA, Member, align_classes, open_member
from analysis.sets.publishing import publish
from analysis.store.reader import Run
from analysis.store.score_run import OUT_OF_FOLD, ScoreRun, check_place, is_current
from analysis.subject import digest
from data.assembly import some

HELD_OUT, TEST = "validation", "test"


def pool_folds(locations: Sequence[str], out: str, *, epoch: int | None = None) -> bool:
    """Pool the validation scores of the folds of one cross-validation and write them as a run.

    A sample of the validation split is scored by the one fold that held it out; a test sample, which every fold held
    out, by the mean of all folds.

    Args:
        locations: the run stores of all folds.
        out: the run store to write.
        epoch: None: the last one that all folds have.

    Returns:
        False when `out` was up to date.

    Raises:
        StoreError: a sample held out twice or never, other classes, no common epoch.
    """
    if len(set(locations)) < 2:
        raise StoreError(f"Pooling needs the runs of two folds or more. Received: {', '.join(locations)}.")
    check_place(out)
    folds = [open_member(location, epoch=_common_epoch(locations, epoch)) for location in locations]
    key = digest([OUT_OF_FOLD, [fold.key() for fold in folds]])
    if is_current(out, key):
        return False
    publish(out, _pooled(folds, key), folds[0].run)
    return True


def _common_epoch(locations: Sequence[str], asked: int | None) -> int:
    """The epoch asked for, else the last that every fold has, so that all were trained equally long."""
    runs = [Run(location) for location in locations]
    for run in runs:
        if not run.has_embeddings:
            raise StoreError(f"{run.location} is no run of a fold but a set of scores (kind {run.kind!r}).")
    if asked is not None:
        return asked
    common = sorted(set.intersection(*(set(run.epochs) for run in runs)))
    if not common:
        found = "; ".join(f"{run.name}: {', '.join(map(str, run.epochs)) or 'none'}" for run in runs)
        raise StoreError(f"The folds have no complete epoch in common ({found}). Finish their analyses first.")
    return common[-1]


def _pooled(folds: Sequence[Member], key: str) -> ScoreRun:
    first = folds[0].run
    orders = [align_classes(first, fold.run) for fold in folds]
    samples, holder = _held_out_by(folds)
    scores = _gathered(
        folds, [fold.scores[:, order] for fold, order in zip(folds, orders, strict=True)], samples, holder
    )
    tta = None
    if all(fold.epoch in fold.run.tta_epochs for fold in folds):
        augmented = [
            Member(fold.run, fold.epoch, TTA).scores[:, order] for fold, order in zip(folds, orders, strict=True)
        ]
        tta = _gathered(folds, augmented, samples, holder)
    members = [
        fold.facts() | {"held_out": int((holder == number).sum())} | _judged(first, samples, scores, holder == number)
        for number, fold in enumerate(folds)
    ]
    reads = "Every validation sample is scored by the one fold whose model was trained without it."
    if (holder < 0).any():
        reads += f" The {(holder < 0).sum()} test samples, which no fold saw, are scored by the mean of all folds."
    facts = {"members": members, "set": {"reads": reads}}
    return ScoreRun(OUT_OF_FOLD, folds[0].epoch, first.classes, samples, scores, key=key, scores_tta=tta, facts=facts)


def _held_out_by(folds: Sequence[Member]) -> tuple[pd.DataFrame, np.ndarray]:
    """The pooled samples and the number of the fold that held each out (n,), -1 for test samples."""
    tables = [fold.run.samples.set_index("sample", drop=False) for fold in folds]
    every = pd.Index(dict.fromkeys(sample for table in tables for sample in table.index))
    for fold, table in zip(folds, tables, strict=True):
        if len(table) < len(every):
            missing = list(every[~every.isin(table.index)])
            raise StoreError(
                f"{len(missing)} samples are not in {fold.run.name}: {some(missing)}. The folds must be of one dataset."
            )
    ordered = [table.loc[every] for table in tables]
    held = np.stack([(table["split"] == HELD_OUT).to_numpy() for table in ordered])
    _check_once(folds, every, held, np.stack([(table["split"] == TEST).to_numpy() for table in ordered]))
    holder = np.where(held.any(axis=0), held.argmax(axis=0), -1)
    samples = ordered[0].reset_index(drop=True).copy()
    samples["split"] = np.where(holder < 0, TEST, HELD_OUT)
    samples["fold"] = holder
    return samples, holder


def _check_once(folds: Sequence[Member], every: pd.Index, held: np.ndarray, test: np.ndarray) -> None:
    """Every sample held out by exactly one fold, or test in all of them. Raises StoreError."""
    twice = held.sum(axis=0) > 1
    if twice.any():
        place = int(twice.argmax())
        names = [fold.run.name for fold, holds in zip(folds, held[:, place], strict=True) if holds]
        raise StoreError(
            f"{twice.sum()} samples are held out by more than one run, such as {every[place]} by "
            f"{' and '.join(names)}. "
            "Pool the folds of one cross-validation: python -m checkpoints train DATASET --folds K"
        )
    never = (held.sum(axis=0) == 0) & ~test.all(axis=0)
    if never.any():
        raise StoreError(
            f"{never.sum()} samples are held out by none of the {len(folds)} runs: {some(list(every[never]))}. "
            "Name the runs of all folds."
        )


def _gathered(
    folds: Sequence[Member], scores: Sequence[np.ndarray], samples: pd.DataFrame, holder: np.ndarray
) -> np.ndarray:
    """(n, c) float32: each sample's scores from its own fold, test samples' from the mean of all."""
    ids = list(samples["sample"])
    aligned = np.stack([own[fold.run.rows_of(ids)] for fold, own in zip(folds, scores, strict=True)])
    own_fold = aligned[np.maximum(holder, 0), np.arange(len(ids))]
    return np.where((holder < 0)[:, None], aligned.mean(axis=0), own_fold)


def _judged(first: Run, samples: pd.DataFrame, scores: np.ndarray, mine: np.ndarray) -> dict:
    """One fold's figures on what it held out: pooled figures compare scores of different models, these do not."""
    rows = np.flatnonzero(mine)
    labels = pd.Index(first.classes).get_indexer(samples["label"].iloc[rows]).astype(np.int64)
    return {"figures": {HELD_OUT: held_out_figures(labels, scores[rows], samples["group"].to_numpy()[rows])}}
