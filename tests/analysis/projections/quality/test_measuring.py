"""All figures of a projection against scikit-learn and SciPy, and every input that leaves some undefined."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import spearmanr
from sklearn.manifold import trustworthiness

from analysis.neighbors import nearest_neighbors
from analysis.projections import pca_joint, pca_last
from analysis.projections.contract import Embeddings
from analysis.projections.quality import measuring
from analysis.projections.quality.measuring import FIGURES, measure
from tests.analysis.projections.drawn import embeddings_of, random_run

RANDOM = np.random.default_rng(0)


def measured(embeddings: Embeddings, module=pca_joint, *, k: int = 20) -> dict:
    positions = dict(module.project(embeddings).parts)
    neighbors = {epoch: nearest_neighbors(embeddings.read(epoch), k)[0] for epoch in embeddings.epochs}
    entry = measure(module, embeddings, positions.__getitem__, neighbors.__getitem__)
    json.dumps(entry, allow_nan=False)
    assert all(len(entry[name]) == len(embeddings.epochs) for name in (*FIGURES, "motion_fidelity"))
    return entry


def test_the_entry_equals_the_definitions():
    run = random_run(3, 120, 8)
    entry, positions = measured(run), dict(pca_joint.project(run).parts)
    assert entry["k"] == 15
    assert entry["subset"]["size"] == 120 and entry["subset"]["rule"] == "all samples"
    for place, epoch in enumerate(run.epochs):
        full, plane = run.read(epoch).astype(float), positions[epoch].astype(float)
        assert entry["trustworthiness"][place] == pytest.approx(trustworthiness(full, plane, n_neighbors=15), abs=1e-6)
        assert entry["continuity"][place] == pytest.approx(trustworthiness(plane, full, n_neighbors=15), abs=1e-6)
        near, on_plane = nearest_neighbors(full, 15)[0], nearest_neighbors(plane, 15)[0]
        kept = np.mean([np.isin(a, b).mean() for a, b in zip(near, on_plane, strict=True)])
        assert entry["neighbors_kept"][place] == pytest.approx(kept, abs=1e-6)
        for name, lists in (("label_purity", on_plane), ("label_purity_full", near)):
            pure = (run.labels[lists] == run.labels[:, None]).mean()
            assert entry[name][place] == pytest.approx(pure, abs=1e-6)


def test_motion_equals_the_definition():
    run = random_run(3, 120, 8)
    entry, positions = measured(run), dict(pca_joint.project(run).parts)
    full = np.stack([run.read(epoch) for epoch in run.epochs]).astype(float)
    plane = np.stack([positions[epoch] for epoch in run.epochs]).astype(float)
    moved, shown = (np.linalg.norm(np.diff(side, axis=0), axis=2) for side in (full, plane))
    steps = [spearmanr(*lengths).statistic for lengths in zip(moved, shown, strict=True)]
    assert entry["motion_fidelity"][0] is None
    assert entry["motion_fidelity"][1:] == pytest.approx(steps, abs=1e-6)
    assert entry["motion_fidelity_run"] == pytest.approx(spearmanr(moved.ravel(), shown.ravel()).statistic, abs=1e-6)
    assert 0 < entry["frozen"] < 0.02


def test_a_large_run_is_measured_on_a_stated_subset(monkeypatch):
    monkeypatch.setattr(measuring, "SUBSET_SIZE", 80)
    run = random_run(2, 150, 6)
    entry = measured(run)
    assert (entry["subset"]["size"], entry["frozen_subset"]["size"]) == (80, 150)
    assert entry["frozen_subset"]["epochs"] == [0, 1]
    assert len(entry["subset"]["id"]) == 64 and "150" in entry["subset"]["rule"]
    assert measured(run, pca_last)["subset"] == entry["subset"]
    assert 0.3 < entry["trustworthiness"][0] < 1


def test_a_drawn_layout_is_near_one_half():
    run = random_run(2, 400, 40)
    near = {epoch: nearest_neighbors(run.read(epoch), 20)[0] for epoch in run.epochs}
    entry = measure(pca_joint, run, lambda epoch: RANDOM.normal(size=(400, 2)).astype(np.float32), near.__getitem__)
    assert entry["trustworthiness"] + entry["continuity"] == pytest.approx([0.5] * 4, abs=0.03)
    assert max(entry["neighbors_kept"]) < 0.1 and abs(entry["motion_fidelity_run"]) < 0.2


def test_one_epoch_has_no_motion():
    entry = measured(random_run(1, 40, 5))
    assert entry["motion_fidelity"] == [None] and entry["motion_fidelity_run"] is None
    assert entry["trustworthiness"][0] > 0.5 and entry["frozen"] < 0.02


def test_two_identical_epochs_have_no_motion():
    values = RANDOM.normal(size=(40, 5)).astype(np.float32)
    entry = measured(embeddings_of([values, values]))
    assert entry["motion_fidelity"] == [None, None] and entry["motion_fidelity_run"] is None
    assert entry["continuity"][0] == entry["continuity"][1]


@pytest.mark.parametrize("n", [1, 2])
def test_one_and_two_samples_have_no_neighborhoods(n):
    entry = measured(random_run(2, n, 4))
    assert entry["k"] == 0
    assert all(entry[name] == [None, None] for name in FIGURES)


def test_one_feature_is_shown_as_it_is():
    entry = measured(random_run(2, 50, 1))
    assert entry["trustworthiness"] == entry["continuity"] == entry["neighbors_kept"] == [1, 1]
    assert entry["motion_fidelity_run"] == 1


def test_a_constant_embedding_leaves_everything_undefined():
    entry = measured(embeddings_of(np.full((2, 30, 4), 3, np.float32)))
    assert all(entry[name] == [None, None] for name in FIGURES)
    assert entry["motion_fidelity_run"] is None and entry["frozen"] is None


def test_a_bad_epoch_is_left_out_and_the_others_are_measured():
    good = random_run(4, 60, 5)
    positions = dict(pca_joint.project(good).parts)
    near = {epoch: nearest_neighbors(good.read(epoch), 15)[0] for epoch in good.epochs}
    bad = good.read(1).copy()
    bad[7, 2] = np.nan
    run = replace(good, read=lambda epoch: bad if epoch == 1 else good.read(epoch))
    entry = measure(pca_joint, run, positions.__getitem__, near.__getitem__)
    assert [value is None for value in entry["trustworthiness"]] == [False, True, False, False]
    assert [value is None for value in entry["motion_fidelity"]] == [True, True, True, False]
    assert entry["frozen"] is None
    json.dumps(entry, allow_nan=False)


def test_one_class_has_no_purity_and_two_hundred_have():
    one, many = random_run(2, 60, 5, classes=1), random_run(2, 600, 5, classes=200)
    assert measured(one)["label_purity"] == measured(one)["label_purity_full"] == [None, None]
    assert 0 <= measured(many)["label_purity"][0] < 0.1


def test_a_store_with_few_neighbors_lowers_k():
    assert measured(random_run(2, 60, 5), k=4)["k"] == 4
