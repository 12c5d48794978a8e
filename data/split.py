"""Dividing a dataset into train, validation and test: stratified by label, groups whole, the same on every machine."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import numpy as np
import pandas as pd

from data.contract import UNSPLIT, DataError, Dataset

LEFT_OUT = "group_left_out"  # metadata column of a dataset whose groups were not kept whole


class CannotSplit(DataError):
    """Too few groups of some class for the splits that were asked for."""


def assign(dataset: Dataset, *, validation: float = 0.15, test: float = 0.15, seed: int = 0) -> Dataset:
    """Give every sample a split.

    Splits that the dataset brings stay as they are; only missing ones are carved, out of the training part (or out of
    everything where there is none). Groups of equal composition are dealt out in proportion, in an order that is the
    SHA-256 of seed and group name; what is left over goes where the chi-square distance between the wanted and the
    present label counts stays smallest. Nothing depends on a random generator, a thread or a library version.

    Args:
        validation: share, in [0, 1), of the samples it is carved from; 0 for none.
        test: likewise.
        seed: any whole number; another one gives another division.

    Raises:
        CannotSplit: a class has fewer groups than there are splits to fill, or groups mix classes too much.
        DataError: shares that leave nothing to train on.
    """
    if not (0 <= validation < 1 and 0 <= test < 1 and validation + test < 1):
        raise DataError(
            f"Wanted split shares of 0 or more that leave some to train on. Found: {validation} and {test}."
        )
    present = set(dataset.samples["split"])
    missing = {
        name: share for name, share in (("validation", validation), ("test", test)) if share > 0 and name not in present
    }
    pool = dataset.samples["split"].isin([UNSPLIT, "train"]).to_numpy()
    if not pool.any():
        return dataset
    shares = {"train": 1 - sum(missing.values()), **missing}
    split = dataset.samples["split"].to_numpy(dtype=object).copy()
    split[pool] = _deal(dataset.samples[pool], shares, seed)
    samples = dataset.samples.assign(split=pd.Series(split, dtype="str"))
    return replace(dataset, samples=samples, carved=(*dataset.carved, *missing))


def without_groups(dataset: Dataset) -> Dataset:
    """Let every sample stand alone, to measure what keeping groups whole is worth.

    The groups stay readable in the metadata column `LEFT_OUT`, so that what leaks can be counted.
    """
    if not (dataset.samples["group"] != "").any():
        return dataset
    groups = dataset.samples["group"]
    return replace(
        dataset, samples=dataset.samples.assign(group=pd.Series("", groups.index, "str"), **{LEFT_OUT: groups})
    )


def group_names(samples: pd.DataFrame) -> pd.Series:
    """The group of every sample; a sample without one is a group of its own."""
    alone = samples["group"] == ""
    return ("group:" + samples["group"]).where(~alone, "sample:" + samples["sample"])


def _deal(samples: pd.DataFrame, shares: dict[str, float], seed: int) -> np.ndarray:
    counts = pd.crosstab(group_names(samples), samples["label"])
    _refuse_too_few(counts, list(shares))
    keys = [hashlib.sha256(f"{seed}:{name}".encode()).digest() for name in counts.index]
    table, labels = counts.to_numpy(), list(counts.columns)
    weight = (table / table.sum(axis=0)).sum(axis=1)  # a group's part of its classes: heavy and rare groups first
    order = sorted(range(len(table)), key=lambda row: (-weight[row], tuple(table[row]), keys[row]))
    chosen = _place(table, order, np.array(list(shares.values())))
    _fill_gaps(table, order, chosen, labels, list(shares))
    names = np.array(list(shares), dtype=object)[chosen]
    return pd.Series(names, index=counts.index).loc[group_names(samples)].to_numpy()


def _place(table: np.ndarray, order: list[int], shares: np.ndarray) -> np.ndarray:
    """Split number of every group: runs of equal groups in proportion, the rest by chi-square."""
    wanted = shares[:, None] * table.sum(axis=0)
    held = np.zeros_like(wanted)
    chosen = np.zeros(len(table), dtype=int)
    for run in _runs(table, order):
        quota = np.floor(len(run) * shares + 1e-9).astype(int)
        ahead = np.repeat(np.arange(len(shares)), quota)
        chosen[run[: len(ahead)]] = ahead
        held += quota[:, None] * table[run[0]]
        for row in run[len(ahead) :]:
            group = table[row]
            cost = ((2 * group * (held - wanted) + group**2) / wanted).sum(axis=1)
            chosen[row] = int(np.argmin(np.round(cost, 9)))
            held[chosen[row]] += group
    return chosen


def _runs(table: np.ndarray, order: list[int]) -> list[np.ndarray]:
    rows = np.array(order)
    starts = np.flatnonzero((table[rows[1:]] != table[rows[:-1]]).any(axis=1)) + 1
    return np.split(rows, starts)


def _refuse_too_few(counts: pd.DataFrame, splits: list[str]) -> None:
    groups = (counts > 0).sum(axis=0)
    for label, number in groups.items():
        if number < len(splits):
            raise CannotSplit(
                f"Class {label!r} has {number} group{'s' * (number != 1)} of samples, too few for {len(splits)} splits "
                f"({', '.join(splits)}). Add samples, or ask for fewer splits (--validation 0, --test 0)."
            )


def _fill_gaps(table: np.ndarray, order: list[int], chosen: np.ndarray, labels: list, splits: list[str]) -> None:
    """Move the lightest suitable group into a split that a class does not reach."""
    for _ in range(len(labels) * len(splits) + 1):
        groups = np.array([(table[chosen == place] > 0).sum(axis=0) for place in range(len(splits))])
        gaps = np.argwhere(groups == 0)
        if not len(gaps):
            return
        place, label = gaps[0]
        movable = [
            row for row in reversed(order) if table[row, label] and (groups[chosen[row]][table[row] > 0] > 1).all()
        ]
        if not movable:
            break
        richest = max(groups[chosen[row], label] for row in movable)
        chosen[next(row for row in movable if groups[chosen[row], label] == richest)] = place
    raise CannotSplit(
        f"Groups mix classes so that not every class reaches every split ({', '.join(splits)}). "
        "Ask for fewer splits (--validation 0, --test 0), or leave the groups out."
    )
