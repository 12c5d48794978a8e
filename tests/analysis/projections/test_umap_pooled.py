"""UMAP of all epochs: faithful, still where nothing happens, the same in any process, and honest where it cannot be."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from hashlib import sha256

import numpy as np
import pytest
from sklearn.manifold import trustworthiness

from analysis.projections import landmarks, umap_pooled
from analysis.projections.quality.frozen import STEADY, frozen_step
from analysis.projections.umap_layout import NEIGHBORS
from tests.analysis.projections.drawn import embeddings_of, random_run
from tests.conftest import ROOT

PROGRAM = """
import sys
from hashlib import sha256
from analysis.projections import umap_pooled
from tests.analysis.projections.drawn import random_run

assert "umap" not in sys.modules and "tensorflow" not in sys.modules
projected = umap_pooled.project(random_run(3, 200, 8))
print(sha256(b"".join(positions.tobytes() for _, positions in projected.parts)).hexdigest(), projected.facts)
"""


def _groups(epochs: int = 3, n: int = 240, d: int = 12) -> np.ndarray:
    """Four bent sheets that draw apart, (e, n, d) float32."""
    random = np.random.default_rng(0)
    sheet = random.uniform(-1, 1, (n, 2))
    own = np.column_stack([sheet, sheet[:, 0] ** 2, np.sin(3 * sheet[:, 1])]) @ random.normal(size=(4, d))
    centers = 6 * np.eye(d)[np.arange(n) % 4]
    return np.stack([own + centers * (epoch + 1) / epochs for epoch in range(epochs)]).astype(np.float32)


def test_what_lies_together_is_together_at_every_epoch(monkeypatch):
    monkeypatch.setattr(landmarks, "SAMPLES", 160)  # so that a third of the samples are no landmarks
    values = _groups()
    projected = umap_pooled.project(embeddings_of(values))
    for epoch, positions in projected.parts:
        assert trustworthiness(values[epoch], positions, n_neighbors=15) > 0.9
    assert projected.facts["subset"]["size"] == 160 and projected.facts["landmarks"] == 3 * 160
    assert projected.facts == json.loads(json.dumps(projected.facts))


def test_an_epoch_in_which_nothing_happened_does_not_move():
    step = frozen_step(umap_pooled, embeddings_of(_groups()))
    assert step is not None and 0 < step < STEADY


def test_two_identical_epochs_and_two_identical_samples_lie_on_each_other():
    values = _groups(2)
    values[1] = values[0]
    values[:, 5] = values[:, 9]
    first, second = (positions for _, positions in umap_pooled.project(embeddings_of(values)).parts)
    np.testing.assert_array_equal(first, second)
    np.testing.assert_array_equal(first[5], first[9])


@pytest.mark.parametrize(("epochs", "n", "d"), [(1, 1, 4), (3, 1, 4), (1, NEIGHBORS, 4), (2, 7, 1)])
def test_too_few_points_are_shown_by_joint_pca_and_it_says_so(epochs, n, d):
    projected = umap_pooled.project(random_run(epochs, n, d))
    planes = dict(projected.parts)
    assert len(planes) == epochs and all(np.isfinite(plane).all() for plane in planes.values())
    assert f"there are {epochs * n}" in projected.facts["layout"]


def test_a_constant_embedding_is_one_point():
    projected = umap_pooled.project(embeddings_of(np.full((2, 50, 5), 3.0, np.float32)))
    for _, positions in projected.parts:
        np.testing.assert_allclose(positions, 0, atol=1e-5)
    assert "there are 1" in projected.facts["layout"]


def test_another_seed_is_another_layout_of_another_basis():
    first, second = (umap_pooled.project(random_run(2, 60, 6), seed=seed) for seed in (0, 1))
    assert first.facts["basis"] != second.facts["basis"]
    assert first.facts["subset"]["id"] == second.facts["subset"]["id"]


def test_a_fresh_process_with_one_thread_gives_the_same_bytes_as_this_one():
    threads = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "NUMBA_NUM_THREADS")
    environment = {**os.environ, **dict.fromkeys(threads, "1"), "TF_CPP_MIN_LOG_LEVEL": "2"}
    command = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=200)
    assert done.returncode == 0, done.stderr
    projected = umap_pooled.project(random_run(3, 200, 8))
    here = sha256(b"".join(positions.tobytes() for _, positions in projected.parts)).hexdigest()
    assert done.stdout.split(maxsplit=1) == [here, f"{projected.facts}\n"]
