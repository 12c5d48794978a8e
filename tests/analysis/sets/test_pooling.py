"""Pooled folds: every sample scored by the model that never saw it, and nothing held out twice or never."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.contract import StoreError
from analysis.sets.pooling import pool_folds
from analysis.store import layout
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from tests import score_runs
from tests.tiny_store import build


@pytest.fixture(scope="module")
def pooled(fold_runs, tmp_path_factory) -> str:
    out = str(tmp_path_factory.mktemp("pooled") / "cv")
    assert pool_folds(fold_runs, out)
    return out


def test_each_score_is_of_the_fold_that_held_the_sample_out(pooled, fold_runs):
    run, folds = Run(pooled), [Run(location) for location in fold_runs]
    assert (run.kind, run.epochs, run.splits) == ("out_of_fold", [5], ["validation", "test"])
    for row, sample in run.samples.iterrows():
        own = [fold for fold in folds if fold.samples["split"][fold.row(sample["sample"])] == "validation"]
        if sample["split"] == "validation":
            assert len(own) == 1 and fold_runs.index(own[0].location) == sample["fold"]
            np.testing.assert_array_equal(run.scores(5)[row], own[0].scores(5)[own[0].row(sample["sample"])])
        else:
            assert not own and sample["fold"] == -1
            every = [fold.scores(5)[fold.row(sample["sample"])] for fold in folds]
            np.testing.assert_allclose(run.scores(5)[row], np.mean(every, axis=0), rtol=1e-6)


def test_augmented_scores_are_pooled_alike(pooled, fold_runs):
    run, first = Run(pooled), Run(fold_runs[0])
    assert run.tta_epochs == [5] and run.manifest["tta"]["draws"] == 4
    mine = np.flatnonzero(run.samples["fold"] == 0)
    np.testing.assert_array_equal(run.scores_tta(5)[mine], first.scores_tta(5)[first.rows("validation")])
    assert {"validation_tta_accuracy", "test_tta_gain_macro_auroc_low"} <= set(run.metrics)


def test_members_have_figures_of_their_own(pooled):
    members = Run(pooled).manifest["members"]
    assert [member["held_out"] for member in members] == [16, 16, 16]
    assert all(len(member["figures"]["validation"]["macro_auroc"]) == 3 for member in members)


def test_a_second_call_does_nothing(pooled, fold_runs):
    assert not pool_folds(fold_runs, pooled)
    with pytest.raises(StoreError, match=r"no complete epoch 3"):
        pool_folds(fold_runs, pooled, epoch=3)


def test_the_last_epoch_that_all_have(fold_runs, tmp_path):
    runs = [score_runs.sibling(location, tmp_path / f"f{place}") for place, location in enumerate(fold_runs)]
    RunWriter(runs[1], "").drop_epoch(5)
    pool_folds(runs, str(tmp_path / "cv"))
    run = Run(str(tmp_path / "cv"))
    assert run.epochs == [2] and run.tta_epochs == []


def test_overlapping_held_out_samples_are_refused(tiny_runs, tmp_path):
    runs = [f"{tiny_runs}/tiny_adam", f"{tiny_runs}/tiny_sgd"]
    with pytest.raises(StoreError, match=r"20 samples are held out by more than one run, such as ISIC_0000001 by"):
        pool_folds(runs, str(tmp_path / "cv"))


def test_a_missing_fold_is_noticed(fold_runs, tmp_path):
    with pytest.raises(StoreError, match=r"16 samples are held out by none of the 2 runs.*Name the runs of all folds"):
        pool_folds(fold_runs[:2], str(tmp_path / "cv"))


def test_samples_that_one_fold_lacks_are_named(fold_runs, tmp_path):
    other = build(tmp_path / "other", name="other", seed=7)
    samples = Run(fold_runs[1]).samples.copy()
    samples.loc[5, "sample"] = "stranger"
    RunWriter(other, "").table(layout.SAMPLES, samples)
    with pytest.raises(StoreError, match=r"1 samples are not in cv_fold_1: 'stranger'"):
        pool_folds([fold_runs[0], other, fold_runs[2]], str(tmp_path / "cv"))


def test_other_classes_and_sets_are_refused(fold_runs, pooled, tmp_path):
    other = build(tmp_path / "other", name="other", classes=["a", "b", "c"])
    with pytest.raises(StoreError, match=r"different classes"):
        pool_folds([fold_runs[0], other], str(tmp_path / "cv"))
    with pytest.raises(StoreError, match=r"no run of a fold but a set of scores"):
        pool_folds([fold_runs[0], pooled], str(tmp_path / "cv"))
