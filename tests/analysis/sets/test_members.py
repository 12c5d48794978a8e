"""Runs brought to the same samples and classes, and every reason why they cannot be."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.contract import StoreError
from analysis.sets.members import TTA, Member, align, open_member
from analysis.store.reader import Run
from tests import score_runs
from tests.tiny_store import build


def test_scores_stay_with_their_sample_and_class(tiny_run, tmp_path):
    run = Run(tiny_run)
    turned = score_runs.sibling(tiny_run, tmp_path / "turned")
    other = Run(turned)
    shuffled = np.random.default_rng(0).permutation(len(run.samples))
    other.__dict__["samples"] = other.samples.iloc[shuffled].reset_index(drop=True)
    other.classes = run.classes[::-1]
    found = align([open_member(tiny_run), Member(other, 5)])
    np.testing.assert_array_equal(found.samples["sample"], run.samples["sample"])
    stored = Run(turned).scores(5)
    np.testing.assert_allclose(found.scores[1][shuffled], stored[:, ::-1])


def test_the_last_epoch_unless_another_is_named(tiny_run):
    assert open_member(tiny_run).epoch == 5
    assert open_member(tiny_run, epoch=1).epoch == 1
    with pytest.raises(StoreError, match=r"no complete epoch 4. It has: 0, 1, 2, 5"):
        open_member(tiny_run, epoch=4)


def test_augmented_scores_must_be_there(tiny_run, fold_runs):
    with pytest.raises(StoreError, match=r"no test-time augmentation at epoch 5.*--tta"):
        open_member(tiny_run, use=TTA)
    member = open_member(fold_runs[0], use=TTA)
    np.testing.assert_array_equal(member.scores, Run(fold_runs[0]).scores_tta(5))


def test_other_classes_are_named(tiny_run, tmp_path):
    other = build(tmp_path / "other", name="other", classes=["melanoma", "mole", "wart"])
    with pytest.raises(StoreError, match=r"tell different classes apart: melanoma, mole, keratosis against"):
        align([open_member(tiny_run), open_member(other)])


def test_other_samples_are_refused_or_left_out_and_counted(tiny_run, tmp_path):
    samples = Run(tiny_run).samples.copy()
    samples.loc[:3, "sample"] = [f"new_{row}" for row in range(4)]
    members = [open_member(tiny_run), open_member(score_runs.sibling(tiny_run, tmp_path / "other", samples=samples))]
    with pytest.raises(StoreError, match=r"4 samples of tiny are not in every run.*--intersect"):
        align(members)
    found = align(members, intersect=True)
    assert len(found.samples) == 56 and found.left_out == 8


def test_a_sample_that_one_was_trained_on_and_another_tested_on_is_refused(tiny_run, tmp_path):
    samples = Run(tiny_run).samples.copy()
    samples.loc[samples["split"] == "test", "split"] = "train"
    members = [open_member(tiny_run), open_member(score_runs.sibling(tiny_run, tmp_path / "other", samples=samples))]
    with pytest.raises(StoreError, match=r"20 samples lie in different splits.*that a member was trained on"):
        align(members)
    assert set(align(members, intersect=True).splits) == {"train", "validation"}


def test_other_labels_and_nothing_in_common_are_refused(tiny_run, tmp_path):
    samples = Run(tiny_run).samples.copy()
    samples.loc[0, "label"] = "mole" if samples.loc[0, "label"] != "mole" else "keratosis"
    other = score_runs.sibling(tiny_run, tmp_path / "labels", samples=samples)
    with pytest.raises(StoreError, match=r"Sample ISIC_0000000 is melanoma in tiny but mole in labels"):
        align([open_member(tiny_run), open_member(other)])
    strangers = samples.assign(sample=[f"x{row}" for row in range(len(samples))])
    other = score_runs.sibling(tiny_run, tmp_path / "strangers", samples=strangers)
    with pytest.raises(StoreError, match=r"no sample in common"):
        align([open_member(tiny_run), open_member(other)], intersect=True)
