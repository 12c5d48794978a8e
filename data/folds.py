"""K-fold cross-validation: groups whole, classes stratified, the same folds on every machine."""

from __future__ import annotations

import hashlib
import warnings
from dataclasses import replace

import numpy as np
import pandas as pd
from sklearn.model_selection import StratifiedGroupKFold

from data.assembly import some
from data.contract import DataError, Dataset
from data.split import group_names

NO_FOLD = -1  # the fold of samples that cross-validation leaves alone


def with_folds(dataset: Dataset, k: int, seed: int = 0) -> Dataset:
    """Give every sample a fold, in the column `fold`.

    Samples of the test split that the dataset itself brings keep out of it (fold -1); a test split that
    `data.split.assign` carved does not count, because every sample is tested on by exactly one fold.

    scikit-learn's StratifiedGroupKFold places the groups one by one; the order in which it meets them is the SHA-256 of
    seed and group name, so rows may come in any order. Its own `shuffle` stays off: in older versions it undoes
    the stratification (scikit-learn/scikit-learn#32540).

    Args:
        k: number of folds, 2 or more.
        seed: any whole number; another one gives other folds.

    Returns:
        The dataset with fold numbers 0..k-1. Its splits are unchanged; see `of_fold`.

    Raises:
        DataError: fewer than two folds, more folds than groups, or a class that some fold would lack.
    """
    pool = _pool(dataset)
    samples = dataset.samples[pool]
    names = group_names(samples)
    _refuse_count(dataset, k, names.nunique())
    _refuse_rare(dataset, samples, names, k)
    folds = np.full(len(dataset), NO_FOLD)
    folds[pool] = _dealt(samples["label"], names, k, seed)
    _refuse_absent(dataset, folds, k)
    return replace(dataset, samples=dataset.samples.assign(fold=folds.astype("int64")))


def of_fold(dataset: Dataset, i: int) -> Dataset:
    """The division that fold i trains on: its samples are the validation split, the other folds train.

    Args:
        dataset: with a fold column, from `with_folds` or its own.
        i: a fold number.

    Returns:
        The dataset with split "validation" in fold i, "train" in the others; samples without a fold keep their split.

    Raises:
        DataError: no such fold.
    """
    folds = dataset.samples["fold"]
    present = sorted(int(fold) for fold in set(folds) - {NO_FOLD})
    if i not in present or len(present) < 2:
        raise DataError(f"Dataset {dataset.name!r} has no fold {i} to hold out. Its folds: {some(present) or 'none'}.")
    split = dataset.samples["split"].mask(folds >= 0, "train").mask(folds == i, "validation")
    return replace(dataset, samples=dataset.samples.assign(split=split), carved=("validation",))


def _pool(dataset: Dataset) -> np.ndarray:
    own_test = (dataset.samples["split"] == "test").to_numpy() & ("test" not in dataset.carved)
    return ~own_test


def _dealt(labels: pd.Series, names: pd.Series, k: int, seed: int) -> np.ndarray:
    """Fold number (n,) of every sample."""
    keys = {name: hashlib.sha256(f"{seed}:{name}".encode()).digest() for name in set(names)}
    order = {name: place for place, name in enumerate(sorted(keys, key=lambda name: keys[name]))}
    places = names.map(order).to_numpy()
    folds = np.zeros(len(labels), dtype=int)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # "least populated class": refused by name here
        for fold, (_, held_out) in enumerate(StratifiedGroupKFold(k).split(places, labels.to_numpy(str), places)):
            folds[held_out] = fold
    return folds


def _refuse_count(dataset: Dataset, k: int, groups: int) -> None:
    if k < 2:
        raise DataError(f"Cross-validation wants 2 folds or more. Found: {k}.")
    if k > groups:
        raise DataError(
            f"{k} folds were asked for, but dataset {dataset.name!r} has {groups:,} groups to share out among them, "
            f"and a group is never divided. {_fewer(groups)} (--folds), or add samples."
        )


def _refuse_rare(dataset: Dataset, samples: pd.DataFrame, names: pd.Series, k: int) -> None:
    groups = names.groupby(samples["label"]).nunique().reindex(list(dataset.classes), fill_value=0)
    rare = groups[groups < k]
    if len(rare):
        label, count = rare.idxmin(), int(rare.min())
        raise DataError(
            f"Class {label!r} of dataset {dataset.name!r} would be absent from some of {k} folds: its samples form "
            f"{count} group{'s' * (count != 1)}. {_fewer(count)} (--folds), add samples of it, or leave the "
            "class out."
        )


def _refuse_absent(dataset: Dataset, folds: np.ndarray, k: int) -> None:
    table = pd.crosstab(dataset.samples["label"], folds).reindex(
        index=list(dataset.classes), columns=range(k), fill_value=0
    )
    gaps = np.argwhere(table.to_numpy() == 0)
    if len(gaps):
        row, fold = gaps[0]
        raise DataError(
            f"Class {dataset.classes[row]!r} of dataset {dataset.name!r} is absent from fold {fold} of {k}: its "
            "samples lie in few large groups, or in groups of mixed classes. Ask for fewer folds (--folds), try "
            "another --seed, or add samples of it."
        )


def _fewer(most: int) -> str:
    return f"Ask for {most} folds or fewer" if most > 2 else "Ask for 2 folds" if most == 2 else "Train without folds"
