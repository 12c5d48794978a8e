"""The batch-norm trap, reproduced: flagged with the stock momentum 0.999, not with 0.9; and rows are measured once."""

from __future__ import annotations

import shutil

import numpy as np
import pandas as pd
import pytest

from analysis.health.registry import CHECKS, VERSION
from analysis.store import layout
from analysis.store.reader import Run
from analysis.store.writer import RunWriter

pytestmark = pytest.mark.tensorflow


def finding(run: Run, check: str):
    return next(finding for finding in run.findings if finding.check == check)


def test_the_trap_is_flagged_at_every_trained_epoch(analysed):
    run = Run(analysed[0.999])
    trap = finding(run, "batch_norm")
    assert trap.level == "warning" and trap.epochs == [1, 2, 3]  # never epoch 0, which is untrained
    assert "--batch-norm-momentum 0.9" in trap.advice and "momentum is 0.999" in trap.advice
    last = run.health.iloc[-1]
    assert f"{last['norm_accuracy_batch']:.3f} of 140 training pictures are right with the statistics" in trap.words
    assert last["norm_accuracy_gap"] > 0.2 and trap.value == last["norm_balanced_accuracy_gap"]


def test_the_same_training_with_momentum_0_9_is_healthy(analysed):
    run = Run(analysed[0.9])
    assert {finding.check for finding in run.findings} == set(CHECKS)
    assert [finding.check for finding in run.findings if finding.level == "warning"] == []
    assert "have caught up" in finding(run, "batch_norm").words
    assert run.manifest["health_version"] == VERSION and run.manifest["complete"]


def test_both_networks_learned_the_same(analysed):
    """The momentum changes what is stored, not what is learned: with batch statistics both score alike."""
    trap, healthy = (Run(analysed[momentum]).health["norm_accuracy_batch"] for momentum in (0.999, 0.9))
    np.testing.assert_allclose(trap, healthy, atol=0.03)


def test_figures_are_those_of_the_store(analysed):
    run = Run(analysed[0.9])
    table = run.health
    assert table["epoch"].tolist() == run.epochs
    for epoch, row in zip(run.epochs, table.to_dict("records"), strict=True):
        embeddings, scores = run.embeddings(epoch), run.scores(epoch)
        assert row["embedding_norm"] == pytest.approx(np.linalg.norm(embeddings, axis=1).mean(), rel=1e-5)
        assert row["dead_features"] == pytest.approx((embeddings.std(axis=0) == 0).mean())
        held_out = run.samples["split"].isin(["validation", "test"]).to_numpy()
        assert row["saturated"] == pytest.approx((scores[held_out].max(axis=1) > 0.999).mean())
        metrics = run.metrics.set_index("epoch").loc[epoch]
        gap = metrics["train_balanced_accuracy"] - metrics["validation_balanced_accuracy"]
        assert row["balanced_accuracy_gap"] == pytest.approx(gap)
        import keras

        model = keras.models.load_model(run.manifest["epochs"][epoch]["checkpoint"], compile=False)
        norm = np.sqrt(sum(float((np.asarray(weight) ** 2).sum()) for weight in model.trainable_weights))
        assert row["weight_norm"] == pytest.approx(norm, rel=1e-5)


def test_rows_are_measured_once_and_anew_when_what_they_rest_on_changes(analysed, tmp_path, monkeypatch):
    from analysis.health import stage
    from checkpoints.anatomy import examine
    from checkpoints.probe import Probe
    from checkpoints.reading import load_model
    from checkpoints.series import Checkpoint

    location = shutil.copytree(analysed[0.9], tmp_path / "copied")
    run, writer = Run(str(location)), RunWriter(str(location), "copied")
    checkpoints = {e["epoch"]: Checkpoint(e["epoch"], e["checkpoint"]) for e in run.manifest["epochs"]}
    model = load_model(checkpoints[0])
    probe, asked = Probe(model, examine(model)), []
    monkeypatch.setattr(stage, "measured", lambda epoch: asked.append(epoch.number) or {"epoch": epoch.number})
    monkeypatch.setattr(stage, "publish", lambda writer, run, table: table)
    stage.write_health(writer, probe, checkpoints)
    assert asked == []
    writer.table(layout.EPOCHS, run.metrics.assign(validation_tta_accuracy=0.5))
    stage.write_health(writer, probe, checkpoints)
    assert asked == []
    writer.table(layout.HISTORY, pd.DataFrame({"epoch": [2], "val_accuracy": [0.5]}))
    assert len(stage.write_health(writer, probe, checkpoints)) == 4
    assert asked == [2]
