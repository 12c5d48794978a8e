"""Runs of scores: what the reader sees, thumbnails, and that nothing half-written counts."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.contract import StoreError
from analysis.store import score_run
from analysis.store.reader import Run
from analysis.store.score_run import ENSEMBLE, ScoreRun, check_place, is_current, write_score_run


def made(run: Run, rows=None, **changes) -> ScoreRun:
    samples = run.samples if rows is None else run.samples.iloc[rows].reset_index(drop=True)
    scores = np.random.default_rng(0).dirichlet(np.ones(3), len(samples))
    return ScoreRun(ENSEMBLE, 5, run.classes, samples, scores, **{"key": "a", **changes})


def test_a_run_of_scores_reads_like_any_run(tiny_run, tmp_path):
    source, out = Run(tiny_run), str(tmp_path / "set")
    wanted = made(source, facts={"members": [{"run": "tiny"}]})
    write_score_run(out, wanted, source)
    run = Run(out)
    assert (run.kind, run.has_embeddings, run.epochs, run.classes) == (ENSEMBLE, False, [5], source.classes)
    assert run.manifest["members"] == [{"run": "tiny"}]
    np.testing.assert_allclose(run.scores(5), wanted.scores, rtol=1e-6)
    assert run.tta_epochs == [] and run.baselines.empty and not run.projections
    np.testing.assert_array_equal(run.thumbnails.one(59), source.thumbnails.one(59))


def test_a_run_of_a_model_has_embeddings(tiny_run):
    assert Run(tiny_run).has_embeddings and Run(tiny_run).kind == "checkpoints"


def test_thumbnails_follow_their_samples(tiny_run, tmp_path):
    source, rows, out = Run(tiny_run), [41, 3, 17], str(tmp_path / "set")
    write_score_run(out, made(source, rows), source)
    for place, row in enumerate(rows):
        gap = Run(out).thumbnails.one(place).astype(int) - source.thumbnails.one(row)
        assert np.abs(gap).mean() < 3  # encoded once more


def test_augmented_scores_are_kept_beside_the_plain_ones(tiny_run, tmp_path):
    source, out = Run(tiny_run), str(tmp_path / "set")
    wanted = made(source)
    augmented = wanted.scores[::-1].copy()
    write_score_run(out, made(source, scores_tta=augmented), source)
    assert Run(out).tta_epochs == [5]
    np.testing.assert_allclose(Run(out).scores_tta(5), augmented, rtol=1e-6)
    with pytest.raises(StoreError, match=r"no test-time augmentation at epoch 4"):
        Run(out).scores_tta(4)


def test_it_is_replaced_as_a_whole_and_current_only_when_marked(tiny_run, tmp_path):
    source, out = Run(tiny_run), str(tmp_path / "set")
    writer = write_score_run(out, made(source, facts={"scores_are": "ranks", "members": []}), source)
    assert Run(out).has_ranks and not is_current(out, "a")
    writer.manifest["key"] = "a"
    writer.save()
    assert is_current(out, "a") and not is_current(out, "b")
    write_score_run(out, made(source, list(range(10)), key="b"), source)
    run = Run(out)
    assert len(run.samples) == 10 and run.scores(5).shape == (10, 3)
    assert not run.has_ranks and "members" not in run.manifest and not is_current(out, "a")


def test_a_kill_before_the_epoch_is_listed_leaves_an_empty_run(tiny_run, tmp_path, monkeypatch):
    source, out = Run(tiny_run), str(tmp_path / "set")

    def killed(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(score_run.RunWriter, "finish_epoch", killed)
    with pytest.raises(KeyboardInterrupt):
        write_score_run(out, made(source), source)
    assert Run(out).epochs == [] and not is_current(out, "a")
    monkeypatch.undo()
    write_score_run(out, made(source), source)
    assert Run(out).epochs == [5]


def test_the_run_of_a_model_is_never_overwritten(tiny_run):
    with pytest.raises(StoreError, match=r"holds the run of a model.*Choose another --out"):
        check_place(tiny_run)
    assert Run(tiny_run).epochs
