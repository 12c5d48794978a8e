"""Which populations a table of samples allows to seek neighbors in."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.neighbors.whom import Whom, everybody, population


def test_groups_count_only_where_one_has_two_members():
    table = pd.DataFrame({"split": ["train", "test", "train"], "group": ["a", "b", ""]})
    assert list(population(table).whom) == ["all", "train"]
    found = population(table.assign(group=["a", None, "a"]))
    assert list(found.whom) == ["all", "other_groups", "train"]
    np.testing.assert_array_equal(found.groups, [0, -1, 0])
    assert found.whom["other_groups"] == Whom(other_groups=True)


def test_samples_without_a_group_are_nobodys_group():
    table = pd.DataFrame({"split": "all", "group": ["", "", np.nan]})
    assert list(population(table).whom) == ["all"]
    assert (population(table).groups == -1).all()


def test_splits_are_numbered_and_those_without_samples_left_out():
    table = pd.DataFrame({"split": ["validation", "test", "train"], "group": ""})
    found = population(table)
    assert [found.parts[0], found.parts[2]] == [found.whom["validation"].part, found.whom["train"].part]
    assert found.parts[1] not in (found.parts[0], found.parts[2])
    assert list(everybody(3).whom) == ["all"]
