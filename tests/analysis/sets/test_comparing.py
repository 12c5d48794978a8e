"""What a set gains over its members: the figures of the metrics module, split by split."""

from __future__ import annotations

import numpy as np
from sklearn.metrics import balanced_accuracy_score

from analysis.sets.comparing import compare, held_out_figures

LABELS = np.random.default_rng(0).integers(0, 3, 90)
MEMBERS = np.random.default_rng(1).dirichlet(np.ones(3), (2, 90))
SET = 0.5 * MEMBERS.mean(axis=0) + 0.5 * np.eye(3)[LABELS]
SPLITS = np.repeat(["train", "validation", "test"], 30)
GROUPS = np.array([f"g{row // 2}" for row in range(90)])


def test_members_are_judged_on_held_out_splits_only():
    found = compare(LABELS, list(MEMBERS), SET, SPLITS, GROUPS)
    assert [set(entry["figures"]) for entry in found] == [{"validation", "test"}] * 2
    test = SPLITS == "test"
    for entry, own in zip(found, MEMBERS, strict=True):
        value, low, high = entry["figures"]["test"]["balanced_accuracy"]
        assert value == balanced_accuracy_score(LABELS[test], own[test].argmax(1)) and low < value < high
        gain = entry["gain"]["test"]["balanced_accuracy"]
        assert np.isclose(gain[0], balanced_accuracy_score(LABELS[test], SET[test].argmax(1)) - value)
        assert gain[1] > 0  # the set knows half of every label


def test_a_fold_is_judged_on_what_it_held_out():
    figures = held_out_figures(LABELS[:30], SET[:30], GROUPS[:30])
    assert set(figures) == {"balanced_accuracy", "macro_auroc", "log_loss"}
    assert figures["balanced_accuracy"][0] == balanced_accuracy_score(LABELS[:30], SET[:30].argmax(1))
