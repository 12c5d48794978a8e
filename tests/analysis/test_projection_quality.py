"""Quality is added to a store once, without touching coordinates, and anew when labels change."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from sklearn.manifold import trustworthiness

from analysis.projecting import embeddings_of
from analysis.projection_quality import update_quality
from analysis.store import layout
from analysis.store.reader import Run
from analysis.store.writer import RunWriter


@pytest.fixture
def writer(tiny_run, tmp_path) -> RunWriter:
    return RunWriter(str(shutil.copytree(tiny_run, tmp_path / "store")), "tiny")


def update(writer: RunWriter) -> list[str]:
    return update_quality(writer, embeddings_of(Run(writer.location)))


def test_a_store_without_quality_gets_it_and_keeps_its_coordinates(writer):
    before = {name: Run(writer.location).projection(name) for name in ("pca_joint", "pca_last")}
    assert update(writer) == ["pca_joint", "pca_last"]
    run = Run(writer.location)
    for name, positions in before.items():
        np.testing.assert_array_equal(run.projection(name), positions)
        quality = run.projections[name]["quality"]
        for place, epoch in enumerate(run.epochs):
            expected = trustworthiness(run.embeddings(epoch).astype(float), positions[place], n_neighbors=quality["k"])
            assert quality["trustworthiness"][place] == pytest.approx(expected, abs=1e-6)
        assert quality["k"] == run.manifest["neighbors"]["k"]
        assert quality["motion_fidelity"][0] is None and quality["frozen"] < 0.02
        assert quality["seconds"] > 0


def test_nothing_is_measured_twice(writer):
    update(writer)
    assert update(writer) == []


def test_only_what_is_missing_is_measured(writer):
    update(writer)
    del writer.manifest["projections"]["pca_last"]["quality"]
    writer.save()
    assert update(writer) == ["pca_last"]


def test_other_labels_are_measured_anew(writer):
    update(writer)
    first = Run(writer.location)
    samples = first.samples.assign(label=np.roll(first.samples["label"], 7))
    writer.table(layout.SAMPLES, samples)
    assert update(writer) == ["pca_joint", "pca_last"]
    old, new = (run.projections["pca_joint"]["quality"] for run in (first, Run(writer.location)))
    assert new["label_purity"] != old["label_purity"]
    assert new["trustworthiness"] == old["trustworthiness"]


def test_a_projection_of_other_epochs_waits_for_its_coordinates(writer):
    writer.manifest["projections"]["pca_last"]["epochs"] = [0, 1]
    writer.save()
    assert update(writer) == ["pca_joint"]


def test_the_manifest_stays_plain_json(writer):
    update(writer)
    text = (Path(writer.location) / layout.MANIFEST).read_text(encoding="utf-8")
    quality = json.loads(text)["projections"]["pca_joint"]["quality"]
    assert "NaN" not in text
    assert set(quality) == {
        "key", "k", "subset", "trustworthiness", "continuity", "neighbors_kept", "label_purity", "label_purity_full",
        "motion_fidelity", "motion_fidelity_run", "frozen", "frozen_subset", "seconds",
    }  # fmt: skip
