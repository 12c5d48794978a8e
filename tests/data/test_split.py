"""The split: stratified, groups whole, levels kept, the same everywhere."""

from __future__ import annotations

import hashlib

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.model_selection import StratifiedGroupKFold

from data.contract import SPLITS, DataError
from data.split import LEFT_OUT, CannotSplit, assign, group_names, without_groups
from tests.data.conftest import labelled


def shares(dataset) -> pd.DataFrame:
    samples = dataset.samples
    return pd.crosstab(samples["label"], samples["split"], normalize="index")


def test_single_samples_are_divided_exactly():
    dataset = assign(labelled(["x"] * 200 + ["y"] * 40))
    assert pd.crosstab(dataset.samples["label"], dataset.samples["split"]).to_dict("index") == {
        "x": {"train": 140, "validation": 30, "test": 30},
        "y": {"train": 28, "validation": 6, "test": 6},
    }


def test_the_division_is_fixed_for_all_time():
    """A digest from the first day: no library, platform or version may change who is in which split."""
    groups = [f"g{i % 37}" for i in range(300)]
    labels = [("x", "y", "z")[i % 37 % 3] for i in range(300)]
    split = ",".join(assign(labelled(labels, groups), seed=4).samples["split"])
    assert hashlib.sha256(split.encode()).hexdigest()[:16] == "4e4393b0ce1b01f2"


def test_seeds_differ_and_row_order_does_not_matter():
    dataset = labelled(["x", "y"] * 50)
    first, second = (assign(dataset, seed=seed).samples for seed in (0, 1))
    assert list(first["split"]) != list(second["split"])
    turned = type(dataset)("t", "csv", "l", dataset.classes, dataset.samples[::-1].reset_index(drop=True))
    back = assign(turned, seed=0).samples.set_index("sample")["split"].loc[first["sample"]]
    assert list(back) == list(first["split"])


def test_levels_that_are_there_stay():
    dataset = labelled(["x", "y"] * 50, splits=["train"] * 60 + ["test"] * 40)
    after = assign(dataset, validation=0.2, test=0.3).samples
    assert list(after["split"][60:]) == ["test"] * 40
    assert after["split"][:60].value_counts().to_dict() == {"train": 48, "validation": 12}


def test_which_splits_were_carved_is_known():
    assert assign(labelled(["x", "y"] * 50)).carved == ("validation", "test")
    brought = assign(labelled(["x", "y"] * 50, splits=["train"] * 60 + ["test"] * 40))
    assert brought.carved == ("validation",) and assign(brought).carved == ("validation",)
    assert assign(labelled(["x", "y"] * 5, splits=["test"] * 10)).carved == ()


def test_groups_left_out():
    dataset = labelled(["x", "y"] * 50, [f"g{i // 4}" for i in range(100)])
    alone = assign(without_groups(dataset)).samples
    assert set(alone["group"]) == {""} and list(alone[LEFT_OUT]) == list(dataset.samples["group"])
    assert alone.groupby(LEFT_OUT)["split"].nunique().max() > 1
    assert assign(labelled(["x", "y"] * 50)).samples["split"].equals(alone["split"])  # as if there had been no groups
    none = labelled(["x", "y"])
    assert without_groups(none) is none


def test_a_part_may_be_left_out_or_be_all_there_is():
    assert set(assign(labelled(["x", "y"] * 5), validation=0).samples["split"]) == {"train", "test"}
    only = labelled(["x", "y"] * 5, splits=["test"] * 10)
    assert assign(only).samples.equals(only.samples)


@pytest.mark.parametrize(("validation", "test"), [(0.5, 0.5), (-0.1, 0.1), (1.0, 0.0)])
def test_shares_that_leave_nothing(validation, test):
    with pytest.raises(DataError, match="leave some to train on"):
        assign(labelled(["x", "y"] * 5), validation=validation, test=test)


def test_too_few_groups_says_which_class():
    with pytest.raises(CannotSplit, match=r"Class 'rare' has 2 groups of samples, too few for 3 splits"):
        assign(labelled(["x"] * 20 + ["rare"] * 8, [f"x{i}" for i in range(20)] + ["a", "b"] * 4))


def test_three_samples_reach_three_splits():
    samples = assign(labelled(["x"] * 100 + ["rare"] * 3)).samples
    assert sorted(samples["split"][100:]) == sorted(SPLITS)


def test_groups_that_mix_classes_too_much():
    """Three groups, each with two of three classes: no two splits can both hold all three."""
    with pytest.raises(CannotSplit, match="Groups mix classes"):
        assign(labelled(list("xyyzxz"), list("aabbcc")), validation=0)


@settings(max_examples=40, deadline=None)
@given(
    groups=st.lists(st.tuples(st.sampled_from("xyz"), st.integers(1, 6), st.booleans()), min_size=24, max_size=120),
    seed=st.integers(0, 99),
)
def test_any_grouping(groups, seed):
    """No group straddles, every class is everywhere, and no class is off its share by more than two of its groups."""
    fixed = [(label, 2, False) for label in "xyz" for _ in range(4)]
    labels, names = [], []
    for number, (label, size, mixed) in enumerate([*fixed, *groups]):
        labels += [label] * size + (["x"] if mixed else [])
        names += [f"g{number}"] * (size + mixed)
    samples = assign(labelled(labels, names), seed=seed).samples
    assert samples.groupby("group")["split"].nunique().max() == 1
    table = pd.crosstab(samples["label"], samples["split"])
    assert set(table.columns) == set(SPLITS) and (table > 0).all().all()
    wanted = pd.DataFrame({"test": 0.15, "train": 0.7, "validation": 0.15}, index=table.index).mul(
        table.sum(axis=1), axis=0
    )
    assert (table - wanted).abs().max().max() <= 12


def test_as_stratified_as_scikit_learn():
    """On groups of varied size the class shares are at least as close to the wanted ones as StratifiedGroupKFold's."""
    sizes = [1 + (i * 7) % 9 for i in range(240)]
    labels = [label for i, size in enumerate(sizes) for label in ["rare" if i % 11 == 0 else "often"] * size]
    names = [name for i, size in enumerate(sizes) for name in [f"g{i}"] * size]
    dataset = labelled(labels, names)
    ours = (shares(assign(dataset, validation=0, test=0.2))["test"] - 0.2).abs().max()
    folds = StratifiedGroupKFold(5, shuffle=True, random_state=0).split(labels, labels, names)
    theirs = max(
        (dataset.samples.loc[test, "label"].value_counts() / dataset.samples["label"].value_counts() - 0.2).abs().max()
        for _, test in folds
    )
    assert ours <= theirs


def test_a_sample_without_group_is_its_own():
    names = group_names(labelled(["x", "y", "x"], ["", "g", "g"]).samples)
    assert list(names) == ["sample:s0", "group:g", "group:g"]


def test_real_ham10000_by_lesion(real_data):
    from data.csv_images import load

    dataset = assign(load(str(real_data / "ham10000"), preset="ham10000"))
    assert dataset.samples.groupby("group")["split"].nunique().max() == 1
    assert (shares(dataset)[["validation", "test"]] - 0.15).abs().max().max() < 0.005
