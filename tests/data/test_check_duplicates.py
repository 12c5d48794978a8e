"""Which duplicates stand against training, which only warn, which are expected."""

from __future__ import annotations

import json

import numpy as np
import pytest

from data.check_duplicates import check_duplicates
from tests.data.conftest import labelled
from tests.data.test_duplicates import seen
from tests.data.test_perceptual_hash import smooth

LABELS, SAME = ["x", "y", "x", "y"], ["x", "x", "y", "y"]


def remarks(labels, groups, splits, digests=None):
    """Two views, each taken twice."""
    view = seen(np.stack([smooth(0), smooth(0), smooth(1), smooth(1)]), digests)
    section = check_duplicates(labelled(labels, groups, splits), view)
    return section, [(remark.level, remark.code, remark.count) for remark in section.remarks]


@pytest.mark.parametrize(
    ("labels", "groups", "splits", "digests", "expected"),
    [
        (SAME, ["a", "a", "b", "b"], ["train"] * 4, None, []),
        (SAME, ["a", "a", "b", "b"], ["train"] * 4, [1, 1, 2, 2], []),
        (SAME, None, ["train"] * 4, None, [("warning", "duplicates_across_groups", 2)]),
        (SAME, None, ["train", "test"] * 2, None, [("warning", "near_duplicates_across_splits", 2)]),
        (SAME, None, ["train", "test"] * 2, [1, 1, 2, 2], [("problem", "copies_across_splits", 2)]),
        (LABELS, ["a", "a", "b", "b"], ["train"] * 4, None, [("warning", "duplicates_across_labels", 2)]),
    ],
)
def test_what_is_said(labels, groups, splits, digests, expected):
    assert remarks(labels, groups, splits, digests)[1] == expected


def test_facts_are_json_and_name_the_pairs():
    section, _ = remarks(SAME, ["a", "a", "", ""], ["train", "train", "train", "test"])
    facts = json.loads(json.dumps(section.facts))
    counts = {key: facts[key] for key in ("exact", "near", "within_group", "across_groups", "across_splits")}
    assert counts == {"exact": 0, "near": 2, "within_group": 1, "across_groups": 1, "across_splits": 1}
    assert [(pair["sample"], pair["other"]) for pair in facts["pairs"]] == [("s2", "s3"), ("s0", "s1")]
    assert section.remarks[0].samples == ("s2 – s3",) and "1 pair of near-identical" in section.remarks[0].text


def test_words():
    assert remarks(SAME, None, ["train"] * 4, [1, 1, 2, 3])[0].lines == (
        "Duplicates: 1 pair of identical files, 1 of near-identical pictures; 0 within a group (as expected), 2 not, "
        "0 across splits, 0 across labels.",
    )
    alone = check_duplicates(labelled(["x", "y"]), seen(np.stack([smooth(0), smooth(1)])))
    assert alone.lines == ("No picture occurs twice.",) and alone.facts["pairs"] == [] and alone.remarks == ()


def test_a_search_that_stopped_says_so(monkeypatch):
    import data.check_duplicates as module

    complete = module.find_duplicates
    monkeypatch.setattr(module, "find_duplicates", lambda *given: complete(*given, most=1))
    assert ("warning", "duplicates_not_complete", 1) in remarks(SAME, None, ["train"] * 4)[1]
