"""Turnover, pairs that meet and odd ones out, against sets and loops of plain Python."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from sklearn.metrics import pairwise_distances

from analysis import stability
from analysis.stability import (
    chance_jaccard,
    commonest,
    jaccard,
    met,
    odd_ones,
    one_label_by_chance,
    pair_distances,
    usual_distance,
)

COUNT, K = 40, 6


def lists(seed: int) -> np.ndarray:
    """(40, 6) neighbors, some rows shorter, one empty."""
    random = np.random.default_rng(seed)
    found = np.stack([random.permutation(np.delete(np.arange(COUNT), row))[:K] for row in range(COUNT)])
    for row in range(0, COUNT, 5):
        found[row, random.integers(K) :] = -1
    found[7] = -1
    return found


def members(row: np.ndarray) -> set[int]:
    return {int(other) for other in row if other >= 0}


def test_jaccard_is_that_of_sets():
    first, second = lists(0), lists(1)
    second[::3] = first[::3]
    found = jaccard(first, second)
    for row in range(COUNT):
        one, other = members(first[row]), members(second[row])
        wanted = len(one & other) / len(one | other) if one | other else np.nan
        np.testing.assert_equal(found[row], wanted)
    assert np.isnan(jaccard(np.empty((3, 0), int), np.empty((3, 0), int))).all()


def test_order_does_not_matter_and_lists_of_two_lengths_compare():
    assert jaccard(np.array([[3, 1, 2]]), np.array([[1, 2, 3]])).tolist() == [1]
    assert jaccard(np.array([[3, 1, -1]]), np.array([[1, 2]])).tolist() == [1 / 3]


def test_chance_is_what_random_sets_have():
    random = np.random.default_rng(0)
    draws = [np.stack([random.permutation(200)[:20] for _ in range(4000)]) for _ in range(2)]
    assert jaccard(*draws).mean() == pytest.approx(chance_jaccard(20, 200), abs=0.003)
    assert chance_jaccard(5, 5) == chance_jaccard(50, 10) == 1 and np.isnan(chance_jaccard(0, 5))


def test_one_label_by_chance_is_that_of_all_pairs():
    labels = np.array([0, 2, 0, 0, 2, 5])
    pairs = [labels[one] == labels[other] for one in range(6) for other in range(one)]
    assert one_label_by_chance(labels) == pytest.approx(np.mean(pairs))
    assert one_label_by_chance(np.arange(4)) == 0 and np.isnan(one_label_by_chance(np.zeros(1, int)))


def test_pairs_that_met_are_those_of_a_loop():
    before, after = lists(2), lists(3)

    def pairs(table) -> set[tuple[int, int]]:
        return {tuple(sorted((row, other))) for row in range(COUNT) for other in members(table[row])}

    wanted = sorted(pairs(after) - pairs(before))
    assert [tuple(pair) for pair in met(before, after)] == wanted and wanted
    assert met(before, before).shape == (0, 2) and met(np.empty((0, 0), int), np.empty((0, 0), int)).shape == (0, 2)


@pytest.mark.parametrize("metric", ["euclidean", "cosine"])
def test_distances_of_pairs_are_scikit_learns(metric, monkeypatch):
    monkeypatch.setattr(stability, "BLOCK", 7)
    random = np.random.default_rng(4)
    embeddings = random.normal(size=(30, 5)).astype(np.float32)
    pairs = random.integers(30, size=(50, 2))
    wanted = pairwise_distances(embeddings.astype(float), metric=metric)[pairs[:, 0], pairs[:, 1]]
    np.testing.assert_allclose(pair_distances(embeddings, pairs, metric=metric), wanted, atol=1e-6)


def test_a_zero_vector_is_at_cosine_distance_one():
    embeddings = np.array([[0, 0], [1, 2], [0, 0]], np.float32)
    assert pair_distances(embeddings, np.array([[0, 1], [0, 2]]), metric="cosine").tolist() == [1, 1]


def test_the_usual_distance_is_the_median_over_different_samples():
    embeddings = np.random.default_rng(5).normal(size=(60, 3)).astype(np.float32)
    every = pairwise_distances(embeddings)[np.triu_indices(60, 1)]
    assert usual_distance(embeddings, metric="euclidean") == pytest.approx(np.median(every), rel=0.03)
    assert usual_distance(np.array([[0.0], [2.0]], np.float32), metric="euclidean") == 2
    assert np.isnan(usual_distance(embeddings[:1], metric="euclidean"))


def test_odd_ones_have_no_neighbor_of_their_label():
    near, labels = lists(6), np.random.default_rng(6).integers(0, 3, COUNT)
    labels[11] = 3  # the only one of its class
    found = odd_ones(labels, near)
    wanted = [bool(members(near[row])) and not any(labels[one] == labels[row] for one in members(near[row]))
              for row in range(COUNT)]  # fmt: skip
    assert found.tolist() == wanted and found[11] and not found[7] and 2 < found.sum() < COUNT


def test_the_commonest_label_of_the_neighbors():
    near, labels = lists(7), np.random.default_rng(7).integers(0, 3, COUNT)
    label, share = commonest(labels, near)
    for row in range(COUNT):
        counts = Counter(sorted(int(labels[one]) for one in near[row] if one >= 0))
        if not counts:
            assert label[row] == -1 and np.isnan(share[row])
            continue
        assert counts[int(label[row])] == max(counts.values())
        assert label[row] == min(one for one, times in counts.items() if times == max(counts.values()))
        assert share[row] == pytest.approx(max(counts.values()) / counts.total())
    assert commonest(labels, near[:0])[0].shape == (0,)
