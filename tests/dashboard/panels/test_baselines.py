"""Linear models on the Evaluation page: the curves, the table, and when there are none."""

from __future__ import annotations

import shutil

import numpy as np

from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from dashboard import look
from dashboard.panels.baselines import baseline_curves
from tests.dashboard.conftest import words_of


def test_the_network_is_loud_and_pixels_are_level(score_runs):
    run = Run(f"{score_runs}/cv_fold_1")
    table = run.baselines[run.baselines["split"] == "test"]
    curves = {curve.name: curve for curve in baseline_curves(run, table, "test", "macro_auroc")}
    assert [name for name, curve in curves.items() if curve.loud] == ["network"]
    np.testing.assert_array_equal(curves["network"].values, run.metrics["test_macro_auroc"])
    own = table[(table["metric"] == "macro_auroc") & (table["model"] == "svm")]
    assert set(curves["pixels, SVM"].values) == set(own[own["input"] == "pixels"]["value"])
    wanted = own[own["input"] == "embedding"].sort_values("epoch")
    assert list(curves["probe, SVM"].epochs) == [0, 1, 2, 5]
    np.testing.assert_array_equal(curves["probe, SVM"].values, wanted["value"])


def test_the_table_is_that_of_epoch_and_split(open_page, score_runs):
    table = Run(f"{score_runs}/cv_fold_1").baselines
    words = words_of(
        open_page(score_runs, "evaluation", run="cv_fold_1", epoch=1, split="test", against_metric="macro_auroc")
    )
    rows = table[(table["split"] == "test") & (table["metric"] == "macro_auroc")]
    rows = rows[(rows["epoch"] == 1).fillna(False) | rows["epoch"].isna()]
    assert len(rows) == 4
    for value in rows["value"]:
        assert look.number(value) in words
    assert "at most 256 leading directions" in words


def test_training_samples_are_not_judged(open_page, score_runs):
    words = words_of(open_page(score_runs, "evaluation", run="cv_fold_1", split="train"))
    assert "judged on held-out splits: choose validation or test" in words


def test_without_baselines_there_is_no_section_but_a_reason_is_said(open_page, score_runs, tmp_path):
    assert "Beside linear models" not in words_of(open_page(score_runs, "evaluation", run="cv_fold_2"))
    writer = RunWriter(str(shutil.copytree(f"{score_runs}/cv_fold_3", tmp_path / "cv_fold_3")), "")
    writer.manifest["baselines"] = {"reason": "Baselines need a training split."}
    writer.save()
    assert "Baselines need a training split." in words_of(open_page(str(tmp_path), "evaluation"))
