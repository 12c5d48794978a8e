"""epochs.parquet equals scikit-learn on the stored scores."""

from __future__ import annotations

import shutil

import numpy as np
import pytest
from sklearn.metrics import balanced_accuracy_score, roc_auc_score

from analysis.evaluation import evaluate_epoch, update_metrics
from analysis.store import layout
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from tests import score_runs


@pytest.fixture
def store(tiny_run, tmp_path) -> str:
    return str(shutil.copytree(tiny_run, tmp_path / "store"))


def test_equal_to_scikit_learn(tiny_run):
    run = Run(tiny_run)
    row = evaluate_epoch(run, 2)
    for split in ("train", "validation", "test"):
        rows = run.rows(split)
        scores, labels = run.scores(2)[rows], run.labels[rows]
        assert row[f"{split}_balanced_accuracy"] == pytest.approx(balanced_accuracy_score(labels, scores.argmax(1)))
        by_class = [roc_auc_score(labels == index, scores[:, index]) for index in range(3)]
        assert row[f"{split}_macro_auroc"] == pytest.approx(np.mean(by_class), abs=1e-9)
        low, high = row[f"{split}_balanced_accuracy_low"], row[f"{split}_balanced_accuracy_high"]
        assert low <= row[f"{split}_balanced_accuracy"] <= high


def test_only_missing_epochs_are_computed_unless_the_table_changed(store):
    writer = RunWriter(store, "tiny")
    planted = Run(store).metrics.assign(validation_accuracy=-1.0)
    writer.table(layout.EPOCHS, planted.iloc[:2])
    update_metrics(writer, keep=True)
    kept = Run(store).metrics
    assert list(kept["epoch"]) == [0, 1, 2, 5]
    assert list(kept["validation_accuracy"][:2]) == [-1, -1] and (kept["validation_accuracy"][2:] >= 0).all()
    update_metrics(writer, keep=False)
    assert (Run(store).metrics["validation_accuracy"] >= 0).all()


def test_augmented_scores_and_what_they_gain(store):
    augmented = score_runs.augment(store, 5)
    run = Run(store)
    rows, labels = run.rows("test"), run.labels[run.rows("test")]
    plain = balanced_accuracy_score(labels, run.scores(5)[rows].argmax(1))
    better = balanced_accuracy_score(labels, augmented[rows].argmax(1))
    row = evaluate_epoch(run, 5)
    assert row["test_balanced_accuracy"] == pytest.approx(plain)
    assert row["test_tta_balanced_accuracy"] == pytest.approx(better)
    assert row["test_tta_gain_balanced_accuracy"] == pytest.approx(better - plain)
    assert not any("tta" in name for name in evaluate_epoch(run, 2))


def test_ranks_have_no_figures_of_probabilities(store):
    writer = RunWriter(store, "tiny")
    writer.manifest["scores_are"] = "ranks"
    writer.save()
    row = evaluate_epoch(Run(store), 5)
    assert "test_macro_auroc" in row and "test_accuracy" in row
    assert not any(name.endswith(("log_loss", "calibration_error")) for name in row)
