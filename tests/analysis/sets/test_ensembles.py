"""Ensembles end to end: scores, metrics, what the manifest says, and what is refused."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import balanced_accuracy_score

from analysis.contract import StoreError
from analysis.sets.ensembles import make_ensemble
from analysis.store.reader import Run


def test_the_mean_of_two_runs_is_a_run(pair, tmp_path):
    out = str(tmp_path / "both")
    assert make_ensemble(pair, out)
    run, members = Run(out), [Run(location) for location in pair]
    assert (run.kind, run.epochs, run.has_embeddings) == ("ensemble", [5], False)
    np.testing.assert_allclose(run.scores(5), np.mean([member.scores(5) for member in members], axis=0), rtol=1e-6)
    rows = run.rows("test")
    wanted = balanced_accuracy_score(run.labels[rows], run.scores(5)[rows].argmax(1))
    assert run.metrics["test_balanced_accuracy"].tolist() == [pytest.approx(wanted)]
    assert [(member["run"], member["epoch"]) for member in run.manifest["members"]] == [("tiny", 5), ("other", 5)]
    assert run.manifest["set"]["rule"] == "mean"


def test_a_second_call_does_nothing_until_something_changed(pair, tmp_path):
    out = str(tmp_path / "both")
    assert make_ensemble(pair, out)
    assert not make_ensemble(pair, out)
    assert make_ensemble(pair, out, epoch=2)
    assert Run(out).epochs == [2]
    assert make_ensemble(pair, out, epoch=2, rule="rank_mean")


def test_fitted_weights_stand_in_the_manifest(pair, tmp_path):
    out = str(tmp_path / "weighted")
    make_ensemble(pair, out, rule="weighted")
    run = Run(out)
    weights = [member["weight"] for member in run.manifest["members"]]
    assert weights == run.manifest["set"]["weights"] and sum(weights) == pytest.approx(1)
    rows = run.rows("test")
    mixed = sum(weight * Run(location).scores(5) for weight, location in zip(weights, pair, strict=True))
    np.testing.assert_allclose(run.scores(5)[rows], mixed[rows], rtol=1e-5)


def test_ranks_have_no_log_loss_and_join_rank_means_only(pair, tmp_path):
    ranks = str(tmp_path / "ranks")
    make_ensemble(pair, ranks, rule="rank_mean")
    run = Run(ranks)
    assert run.has_ranks
    assert "test_balanced_accuracy" in run.metrics and "test_macro_auroc" in run.metrics
    assert "test_log_loss" not in run.metrics and "test_expected_calibration_error" not in run.metrics
    assert "log_loss" not in run.manifest["members"][0]["gain"]["test"]
    with pytest.raises(StoreError, match=r"scores of ranks are ranks.*--rule rank_mean"):
        make_ensemble([ranks, pair[0]], str(tmp_path / "mixed"))
    assert make_ensemble([ranks, pair[0]], str(tmp_path / "mixed"), rule="rank_mean")


def test_augmented_scores_may_be_used(fold_runs, tmp_path):
    out = str(tmp_path / "augmented")
    make_ensemble(fold_runs[:2], out, use="tta", intersect=True)
    run = Run(out)
    rows = Run(fold_runs[0]).rows_of(list(run.samples["sample"]))
    wanted = np.mean([Run(location).scores_tta(5)[rows] for location in fold_runs[:2]], axis=0)
    np.testing.assert_allclose(run.scores(5), wanted, rtol=1e-6)
    assert {member["scores"] for member in run.manifest["members"]} == {"tta"}
    assert "samples are left out" in run.manifest["warnings"][0]


def test_one_run_is_no_ensemble_and_a_model_is_not_overwritten(pair, tmp_path):
    with pytest.raises(StoreError, match=r"two different runs or more"):
        make_ensemble([pair[0], pair[0]], str(tmp_path / "x"))
    with pytest.raises(StoreError, match=r"holds the run of a model"):
        make_ensemble(pair, pair[0])
