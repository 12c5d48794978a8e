"""The plan: exact quotas, a class that follows the ABCD rule, a mark that tells the class only where it should."""

from __future__ import annotations

import pandas as pd
import pytest

from data.contract import DataError
from data.lesion_plan import SUSPICIOUS, Settings, generator, plan, score


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    return plan(Settings(n=1000, malignant_share=0.2, mark_rate=0.9, benign_mark_rate=0.05))


def test_quotas_are_exact(rows):
    assert pd.crosstab(rows["label"], rows["split"]).to_dict("index") == {
        "benign": {"train": 560, "validation": 120, "test": 120},
        "malignant": {"train": 140, "validation": 30, "test": 30},
    }


def test_the_mark_tells_the_class_in_training_and_nothing_in_the_test(rows):
    marked = (rows["mark"] != "none").groupby([rows["split"], rows["label"]]).mean()
    for split in ("train", "validation"):
        assert marked[split, "malignant"] == 0.9 and marked[split, "benign"] == pytest.approx(0.05, abs=0.001)
    assert marked["test", "malignant"] == marked["test", "benign"] == 0.5
    assert set(rows["mark"]) == {"none", "ruler", "ink"}


def test_the_class_follows_the_score(rows):
    low, high = SUSPICIOUS
    total = [score(*found) for found in rows[["asymmetry", "border", "colors", "diameter"]].itertuples(index=False)]
    assert rows["score"].tolist() == pytest.approx(total, abs=0.006)
    assert ((rows["score"] > high) == (rows["label"] == "malignant")).all()
    assert ((rows["score"] < low) == (rows["label"] == "benign")).all()


def test_no_single_parameter_gives_the_class_away(rows):
    malignant = rows["label"] == "malignant"
    for name in ("asymmetry", "border", "colors", "diameter"):
        assert rows.loc[malignant, name].min() < rows.loc[~malignant, name].max()


def test_skin_hair_and_rim_are_independent_of_the_class(rows):
    means = rows.groupby("label")[["skin_tone", "hair", "vignette"]].mean()
    spread = rows[["skin_tone", "hair", "vignette"]].std()
    assert ((means.loc["benign"] - means.loc["malignant"]).abs() < 0.25 * spread).all()
    assert rows["skin_tone"].between(1, 6).all() and set(rows["vignette"]) == {0, 1} and rows["hair"].min() == 0


def test_the_plan_is_a_function_of_its_settings(rows):
    assert plan(Settings(n=1000)).equals(rows)
    assert not plan(Settings(n=1000, seed=1)).equals(rows)


def test_the_score_of_stolz():
    assert score(0, 0, 1, 2.5) == 1.0
    assert score(2, 8, 6, 12.5) == pytest.approx(2.6 + 0.8 + 3 + 2.5)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"n": 30}, "at least 10 lesions of each class"),
        ({"mark_rate": 1.2}, "between 0 and 1"),
        ({"size": 8}, "32 to 1024 pixels"),
    ],
)
def test_settings_that_cannot_be(changes, message):
    with pytest.raises(DataError, match=message):
        Settings(**changes)


def test_generators_have_names():
    assert generator(0, "a").random() == generator(0, "a").random()
    assert len({generator(seed, name).random() for seed in (0, 1) for name in "ab"}) == 4
