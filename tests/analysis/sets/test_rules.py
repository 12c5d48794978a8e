"""The rules of an ensemble, each against its definition."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import roc_auc_score

from analysis.contract import StoreError
from analysis.sets.members import Aligned
from analysis.sets.rules import RULES, mean, rank_mean, weighted

LABELS = np.random.default_rng(0).integers(0, 2, 60)
POSITIVE = 1 / (1 + np.exp(-np.random.default_rng(1).normal(LABELS, 1.0, (2, 60))))


def aligned(positive=POSITIVE, split=None) -> Aligned:
    splits = np.repeat(["train", "validation", "test"], 20) if split is None else np.full(60, split)
    samples = pd.DataFrame(
        {
            "sample": [f"s{row}" for row in range(60)],
            "label": np.array(["benign", "melanoma"])[LABELS],
            "split": splits,
            "group": [f"g{row // 2}" for row in range(60)],
        }
    )
    return Aligned(samples, ["benign", "melanoma"], np.stack([1 - positive, positive], axis=-1))


def test_the_mean_is_the_mean():
    scores, _ = mean(aligned())
    np.testing.assert_allclose(scores[:, 1], POSITIVE.mean(axis=0))


def test_ranks_depend_on_order_alone_and_stay_inside_their_split():
    scores, how = rank_mean(aligned())
    squashed, _ = rank_mean(aligned(np.stack([POSITIVE[0] ** 3, np.sqrt(POSITIVE[1])])))
    np.testing.assert_allclose(scores, squashed)
    for rows in (slice(0, 20), slice(20, 40), slice(40, 60)):
        by_hand = [(member[rows].argsort().argsort() + 0.5) / 20 for member in POSITIVE]
        np.testing.assert_allclose(scores[rows, 1], np.mean(by_hand, axis=0))
    assert how["scores_are"] == "ranks" and "calibration do not apply" in how["reads"]


def test_ranks_of_one_member_keep_its_auroc():
    one = aligned(np.stack([POSITIVE[0], POSITIVE[0]]), "test")
    assert roc_auc_score(LABELS, rank_mean(one)[0][:, 1]) == pytest.approx(roc_auc_score(LABELS, POSITIVE[0]))


def test_weights_see_nothing_of_the_test_split():
    wanted = aligned()
    scores, how = weighted(wanted)
    turned = aligned()
    turned.samples["label"] = np.where(turned.samples["split"] == "test", "benign", turned.samples["label"])
    again, same = weighted(turned)
    assert how["weights"] == same["weights"]
    np.testing.assert_array_equal(scores, again)
    test = wanted.splits == "test"
    np.testing.assert_allclose(scores[test], np.tensordot(how["weights"], wanted.scores[:, test], axes=1))


def test_weights_need_a_validation_split():
    with pytest.raises(StoreError, match=r"validation split, and these runs have none"):
        weighted(aligned(split="all"))


def test_every_rule_gives_one_row_a_sample():
    for rule in RULES.values():
        scores, how = rule(aligned())
        assert scores.shape == (60, 2) and np.isfinite(scores).all() and how["reads"]
