"""Up to a stated number of samples the exact search, beyond it the graph, whose recall is noted."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from analysis.contract import StoreError
from analysis.neighbors import engine, nearest_neighbors
from analysis.neighbors.whom import everybody

EMBEDDINGS = np.random.default_rng(0).normal(size=(120, 6)).astype(np.float32)


def search(k: int = 5):
    return engine.search(EMBEDDINGS, k, everybody(120), metric="euclidean", label="x")


def test_up_to_the_stated_number_it_is_exact(monkeypatch):
    monkeypatch.setattr(engine, "EXACT_UP_TO", 120)
    found, facts = search()
    np.testing.assert_array_equal(found["all"][0], nearest_neighbors(EMBEDDINGS, 5)[0])
    assert facts == {"neighbor_engine": "exact"}


def test_beyond_it_the_graph_is_asked_and_its_recall_measured(monkeypatch):
    pytest.importorskip("faiss")
    monkeypatch.setattr(engine, "EXACT_UP_TO", 119)
    found, facts = search()
    np.testing.assert_array_equal(found["all"][0], nearest_neighbors(EMBEDDINGS, 5)[0])  # so few are all looked at
    assert facts == {
        "neighbor_engine": "faiss",
        "neighbor_recall": {"value": 1.0, "low": 1.0, "high": 1.0, "samples": 120},
    }


def test_without_faiss_it_says_what_to_install(monkeypatch):
    monkeypatch.setattr(engine, "EXACT_UP_TO", 119)
    monkeypatch.setitem(sys.modules, "faiss", None)
    with pytest.raises(StoreError, match=r"120 samples need faiss.*pip install"):
        search()
