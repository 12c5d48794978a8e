"""Folds: groups whole, classes stratified as scikit-learn does, fixed for all time, and refusals by name."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.model_selection import StratifiedGroupKFold

from data.contract import DataError
from data.folds import of_fold, with_folds
from data.split import assign, group_names
from tests.data.conftest import labelled

GROUPS = [f"g{i % 37}" for i in range(300)]
LABELS = [("x", "y", "z")[i % 37 % 3] for i in range(300)]


def worst(labels: pd.Series, folds: np.ndarray, k: int) -> float:
    """The largest distance between a class's share in a fold and 1 / k."""
    shares = pd.crosstab(labels, folds, normalize="index").reindex(columns=range(k), fill_value=0)
    return float((shares - 1 / k).abs().max().max())


def by_scikit_learn(samples: pd.DataFrame, k: int, seed: int) -> np.ndarray:
    folds = np.zeros(len(samples), int)
    splitter = StratifiedGroupKFold(k, shuffle=True, random_state=seed)
    for fold, (_, held_out) in enumerate(splitter.split(samples, samples["label"], group_names(samples))):
        folds[held_out] = fold
    return folds


def test_folds_are_fixed_for_all_time():
    """A digest from the first day: no platform or version may change who is in which fold."""
    folds = "".join(map(str, with_folds(labelled(LABELS, GROUPS), 5, seed=4).samples["fold"]))
    assert hashlib.sha256(folds.encode()).hexdigest()[:16] == "11b6278beb6b2622"


def test_groups_stay_whole_and_every_sample_is_held_out_once():
    samples = with_folds(labelled(LABELS, GROUPS), 5).samples
    assert samples.groupby("group")["fold"].nunique().max() == 1
    assert sorted(set(samples["fold"])) == [0, 1, 2, 3, 4]
    assert (pd.crosstab(samples["label"], samples["fold"]) > 0).all().all()


def test_row_order_does_not_matter_and_seeds_differ():
    dataset = labelled(LABELS, GROUPS)
    first = with_folds(dataset, 4, seed=1).samples
    mixed = dataset.samples.sample(frac=1, random_state=0).reset_index(drop=True)
    again = with_folds(replace(dataset, samples=mixed), 4, seed=1).samples.set_index("sample")["fold"]
    assert list(again.loc[first["sample"]]) == list(first["fold"])
    assert list(with_folds(dataset, 4, seed=2).samples["fold"]) != list(first["fold"])


@settings(max_examples=15, deadline=None)
@given(
    sizes=st.lists(st.tuples(st.sampled_from("xyz"), st.integers(1, 6)), min_size=30, max_size=80),
    seed=st.integers(0, 9),
)
def test_as_stratified_as_scikit_learn(sizes, seed):
    """Another order of the groups, the same rule: the worst class share is off by at most one group more."""
    sizes = [*sizes, *[(label, 2) for label in "xyz" for _ in range(6)]]
    labels = [label for label, size in sizes for _ in range(size)]
    groups = [f"g{i}" for i, (_, size) in enumerate(sizes) for _ in range(size)]
    samples = with_folds(labelled(labels, groups), 3, seed).samples
    one_group = 6 / samples["label"].value_counts().min()
    theirs = worst(samples["label"], by_scikit_learn(samples, 3, seed), 3)
    assert worst(samples["label"], samples["fold"].to_numpy(), 3) <= theirs + one_group


def test_the_test_split_that_a_dataset_brings_is_left_alone():
    dataset = labelled(["x", "y"] * 20, splits=["train"] * 24 + ["test"] * 16)
    samples = with_folds(assign(dataset), 4).samples
    assert list(samples["fold"][24:]) == [-1] * 16 and sorted(set(samples["fold"][:24])) == [0, 1, 2, 3]


def test_a_carved_test_split_takes_part():
    dataset = assign(labelled(["x", "y"] * 50))
    assert (dataset.samples["split"] == "test").any()
    assert set(with_folds(dataset, 5).samples["fold"]) == {0, 1, 2, 3, 4}


def test_the_division_of_a_fold():
    dataset = with_folds(labelled(["x", "y"] * 20, splits=["train"] * 24 + ["test"] * 16), 4)
    samples = of_fold(dataset, 2).samples
    assert list(samples["split"][24:]) == ["test"] * 16
    assert ((samples["split"] == "validation") == (samples["fold"] == 2)).all()
    assert set(samples["split"][:24]) == {"train", "validation"}
    held_out = [set(of_fold(dataset, i).samples.query("split == 'validation'")["sample"]) for i in range(4)]
    assert len(set.union(*held_out)) == sum(map(len, held_out)) == 24


@pytest.mark.parametrize("i", [4, -1])
def test_no_such_fold(i):
    with pytest.raises(DataError, match=rf"no fold {i} to hold out. Its folds: '0', '1', '2' and 1 more"):
        of_fold(with_folds(labelled(["x", "y"] * 20), 4), i)
    with pytest.raises(DataError, match="Its folds: none"):
        of_fold(labelled(["x", "y"]), 0)


@pytest.mark.parametrize("k", [1, 0, -3])
def test_too_few_folds(k):
    with pytest.raises(DataError, match="wants 2 folds or more"):
        with_folds(labelled(["x", "y"] * 20), k)


def test_more_folds_than_groups():
    dataset = labelled(["x", "y"] * 20, ["a", "b", "c", "d"] * 10)
    with pytest.raises(DataError, match=r"7 folds .* has 4 groups .*never divided. Ask for 4 folds or fewer"):
        with_folds(dataset, 7)


def test_a_class_with_fewer_groups_than_folds_is_named():
    dataset = labelled(["x"] * 20 + ["rare"] * 8, [f"x{i}" for i in range(20)] + ["a", "b"] * 4)
    with pytest.raises(DataError, match=r"'rare' .* absent from some of 5 folds: its samples form 2 groups. Ask for 2"):
        with_folds(dataset, 5)
    one = labelled(["x"] * 20 + ["rare"] * 8, [f"x{i}" for i in range(20)] + ["a"] * 8)
    with pytest.raises(DataError, match=r"form 1 group. Train without folds"):
        with_folds(one, 2)
    with pytest.raises(DataError, match=r"'zebra' .* form 0 groups"):
        with_folds(replace(one, classes=("x", "rare", "zebra")), 2)


def test_a_class_absent_from_a_fold_because_groups_mix_classes():
    """Three groups, each with two of three classes: no two folds can both hold all three."""
    with pytest.raises(DataError, match=r"Class '[xyz]' .* is absent from fold [01] of 2.*groups of mixed classes"):
        with_folds(labelled(list("xyyzxz"), list("aabbcc")), 2)


@pytest.mark.real_data
def test_real_ham10000_by_lesion(real_data):
    from data.csv_images import load

    samples = with_folds(load(str(real_data / "ham10000"), preset="ham10000"), 3).samples
    assert samples.groupby("group")["fold"].nunique().max() == 1
    ours = worst(samples["label"], samples["fold"].to_numpy(), 3)
    assert ours <= worst(samples["label"], by_scikit_learn(samples, 3, 0), 3) + 0.001 and ours < 0.01
