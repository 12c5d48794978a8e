"""Projections are written for every complete epoch, with figures that add up, and only when stale."""

from __future__ import annotations

import shutil

import numpy as np
import pytest
from sklearn.decomposition import PCA

from analysis.contract import StoreError
from analysis.epochs import write_epoch
from analysis.projecting import Settings, embeddings_of, log_scores, write_projections
from analysis.projections.registry import PROJECTIONS
from analysis.store.reader import Run
from analysis.store.writer import RunWriter


@pytest.fixture
def writer(tiny_run, tmp_path) -> RunWriter:
    source = Run(tiny_run)
    writer = RunWriter(str(shutil.copytree(tiny_run, tmp_path / "store")), "tiny")
    arrays = writer.arrays(list(source.samples["sample"]), source.classes)
    for epoch in source.epochs:
        writer.drop_epoch(epoch)
        write_epoch(writer, arrays, {"epoch": epoch}, source.embeddings(epoch), source.scores(epoch))
    return writer


def test_figures_equal_scikit_learn(writer):
    assert write_projections(writer, ("pca_joint", "pca_last")) == ["pca_joint", "pca_last"]
    run = Run(writer.location)
    entry = run.projections["pca_joint"]
    assert entry["epochs"] == run.epochs
    for place, epoch in enumerate(run.epochs):
        values = run.embeddings(epoch)
        best = PCA(2).fit(values).explained_variance_ratio_.sum()
        assert entry["own_best"][place] == pytest.approx(best, abs=1e-6)
        assert 0 < entry["explained_variance"][place] <= best + 1e-6
        total = values.var(axis=0, dtype=np.float64).sum()
        shown = run.projection("pca_joint")[place].var(axis=0, dtype=np.float64).sum()
        assert entry["explained_variance"][place] == pytest.approx(shown / total, rel=1e-5)
    last = run.projections["pca_last"]
    assert last["explained_variance"][-1] == pytest.approx(last["own_best"][-1], abs=1e-6)


def test_nothing_is_done_twice_and_a_new_epoch_makes_it_stale(writer):
    write_projections(writer, ("pca_joint",))
    assert write_projections(writer, ("pca_joint",)) == []
    run = Run(writer.location)
    arrays = writer.arrays(list(run.samples["sample"]), run.classes)
    write_epoch(writer, arrays, {"epoch": 9}, run.embeddings(5) * 2, run.scores(5))
    assert write_projections(writer, ("pca_joint",)) == ["pca_joint"]
    assert Run(writer.location).projection("pca_joint").shape == (5, 60, 2)


def test_figures_that_are_missing_are_added_without_computing_coordinates(writer, monkeypatch):
    write_projections(writer, ("pca_joint",))
    quality = writer.manifest["projections"]["pca_joint"].pop("quality")
    writer.save()
    monkeypatch.setattr("analysis.projecting._write", lambda *arguments, **options: pytest.fail("coordinates anew"))
    assert write_projections(writer, ("pca_joint",)) == ["pca_joint"]
    again = Run(writer.location).projections["pca_joint"]["quality"]
    assert again | {"seconds": 0} == quality | {"seconds": 0}
    assert write_projections(writer, ("pca_joint",)) == []


def test_every_projection_keeps_its_record_beside_its_coordinates(writer):
    assert write_projections(writer, tuple(PROJECTIONS)) == list(PROJECTIONS)
    run = Run(writer.location)
    for name, entry in run.projections.items():
        settings = entry["settings"]
        assert run.projection(name).shape == (4, 60, 2) and settings["components"] == 2
        assert len(settings["basis"]) == 64 and settings["seed"] == 0 and "subset" in settings
        assert entry["read_for"] == list(PROJECTIONS[name].READ_FOR) and entry["stable"] is PROJECTIONS[name].STABLE
        assert len(entry["quality"]["trustworthiness"]) == 4
        assert ("explained_variance" in entry) == PROJECTIONS[name].VARIANCES_ADD
    assert run.projections["decision"]["settings"]["guides"][0]["value"] == 0


def test_other_components_make_all_stale_another_pair_the_decision_alone(writer):
    names = ("pca_joint", "decision")
    write_projections(writer, names)
    assert write_projections(writer, names, Settings(components=3)) == list(names)
    run = Run(writer.location)
    assert run.projection("pca_joint").shape == run.projection("decision").shape == (4, 60, 3)
    pair = ("keratosis", "mole")
    assert write_projections(writer, names, Settings(components=3, pair=pair)) == ["decision"]
    run = Run(writer.location)
    assert run.projections["decision"]["settings"]["pair"] == list(pair)
    scores = np.log(np.maximum(run.scores(5), np.finfo(np.float32).tiny).astype(np.float64))
    mole, keratosis = run.classes.index("mole"), run.classes.index("keratosis")
    margin = scores[:, mole] - scores[:, keratosis]
    np.testing.assert_allclose(run.projection("decision")[-1, :, 0], margin, rtol=1e-5, atol=1e-5)


def test_the_third_component_changes_nothing_in_the_first_two_nor_in_their_figures(writer):
    seen = []
    for components in (2, 3):
        write_projections(writer, ("pca_joint",), Settings(components))
        run = Run(writer.location)
        entry = run.projections["pca_joint"]
        seen.append((run.projection("pca_joint")[..., :2], run.distortion("pca_joint", 5), entry["quality"], entry))
    for part, atol in ((0, 1e-5), (1, 0.05)):
        np.testing.assert_allclose(seen[0][part], seen[1][part], atol=atol)
    for figure in ("trustworthiness", "neighbors_kept", "label_purity"):
        assert seen[0][2][figure] == pytest.approx(seen[1][2][figure], abs=0.02)
    assert seen[0][3]["explained_variance"] == pytest.approx(seen[1][3]["explained_variance"], abs=1e-6)


def test_other_labels_make_projections_stale(writer):
    write_projections(writer, ("pca_joint",))
    samples = Run(writer.location).samples.copy()
    samples.loc[0, "label"] = "mole" if samples.loc[0, "label"] != "mole" else "melanoma"
    writer.table("samples.parquet", samples)
    assert write_projections(writer, ("pca_joint",)) == ["pca_joint"]


def test_what_cannot_be_shown_says_why_and_is_not_tried_again(writer):
    writer.manifest["classes"] = ["mole"]
    writer.save()
    assert write_projections(writer, ("decision",)) == ["decision"]
    assert write_projections(writer, ("decision",)) == []
    run = Run(writer.location)
    assert "decision" not in run.projections
    assert "needs two classes" in run.manifest["projections_unsupported"]["decision"]["reason"]


def test_embeddings_of_nan_name_epoch_and_sample(writer):
    run = Run(writer.location)
    arrays = writer.arrays(list(run.samples["sample"]), run.classes)
    values = run.embeddings(2).copy()
    values[7, 3] = np.nan
    arrays.write("embeddings", 2, values)
    with pytest.raises(StoreError, match=r"NaN or infinite embeddings at epoch 2, first at sample ISIC_0000007\."):
        write_projections(writer, ("pca_joint",))


def test_held_out_samples_are_those_that_training_did_not_see(writer):
    run = Run(writer.location)
    known = embeddings_of(run)
    np.testing.assert_array_equal(known.held_out, run.samples["split"].isin(["validation", "test"]))
    run.samples["split"] = "all"
    assert embeddings_of(run).held_out is None


def test_log_scores_differ_by_the_logits_and_a_score_of_zero_is_finite():
    logits = np.array([[1, 3, -2], [0, 0.5, 9]], np.float32)
    found = log_scores((np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)).astype(np.float32))
    np.testing.assert_allclose(found, logits - logits.mean(axis=1, keepdims=True), atol=3e-6)
    np.testing.assert_allclose(log_scores(np.array([[0, 1]], np.float32)), [[-43.66827, 43.66827]], rtol=1e-6)
