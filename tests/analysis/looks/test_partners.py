"""Whom samples are compared with, against plain loops."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.neighbors import NearestNeighbors

from analysis.looks.partners import drawn, nearest, nearest_by_pixels, of_other_groups, populations
from analysis.store.reader import Run
from tests.tiny_store import EPOCHS, NEIGHBORS


def test_neighbors_of_other_groups_keep_their_order(tiny_run):
    run = Run(tiny_run)
    assert populations(run) == ("all", "other_groups")
    groups = run.samples["group"].to_numpy()
    found, whole = nearest(run, EPOCHS[-1], "other_groups"), run.neighbors(EPOCHS[-1])
    for row, listed in enumerate(whole):
        wanted = [other for other in listed if groups[other] != groups[row]]
        assert [other for other in found[row] if other >= 0] == wanted
        assert (found[row][len(wanted) :] == -1).all() and len(wanted) >= NEIGHBORS - 1
    np.testing.assert_array_equal(nearest(run, EPOCHS[-1], "all"), whole)


def test_a_list_that_runs_out_is_padded():
    neighbors = np.array([[1, 2, -1], [0, 2, 3], [0, 1, 3], [2, 0, 1]])
    found = of_other_groups(neighbors, np.array([0, 0, 1, 1]))
    assert found.tolist() == [[2, -1, -1], [2, 3, -1], [0, 1, -1], [0, 1, -1]]


def test_neighbors_by_pixels_are_scikit_learns():
    random = np.random.default_rng(0)
    pixels, codes = random.normal(size=(40, 6)).astype(np.float32), np.arange(40) // 4
    found = nearest_by_pixels(pixels, codes, ("all", "other_groups"))
    expected = NearestNeighbors(n_neighbors=39, algorithm="brute").fit(pixels).kneighbors(return_distance=False)
    np.testing.assert_array_equal(found["all"], expected[:, :10])
    for row in range(40):
        apart = [other for other in expected[row] if codes[other] != codes[row]][:10]
        assert found["other_groups"][row].tolist() == apart


def test_a_large_group_hides_no_neighbor_by_pixels():
    """Nearer than anybody else are 199 of the same group."""
    pixels = np.concatenate([np.linspace(0, 0.1, 200), np.arange(1, 21)]).astype(np.float32)[:, None]
    found = nearest_by_pixels(pixels, np.repeat([0, 1], [200, 20]), ("other_groups",))["other_groups"]
    assert found[0].tolist() == list(range(200, 210))


@pytest.mark.parametrize("baseline", ["random", "same_label", "other_label"])
def test_partners_drawn_are_of_the_kind_and_of_no_own_group(baseline):
    labels = np.array([0] * 40 + [1] * 25 + [2] * 3 + [-1] * 4)
    codes = np.arange(72) // 2
    found = drawn(labels, codes, baseline)
    np.testing.assert_array_equal(found, drawn(labels, codes, baseline))  # the same every time
    seen = {label: set() for label in (-1, 0, 1, 2)}
    for row, others in enumerate(found):
        there = others[others >= 0]
        assert (codes[there] != codes[row]).all()
        seen[labels[row]] |= set(labels[there].tolist())
        assert len(there) == (0 if labels[row] < 0 and baseline != "random" else 10)
    assert seen[0] == {"random": {-1, 0, 1, 2}, "same_label": {0}, "other_label": {1, 2}}[baseline]
    assert seen[2] == {"random": {-1, 0, 1}, "same_label": {2}, "other_label": {0, 1}}[baseline] or baseline == "random"


def test_a_class_of_one_sample_has_no_other_of_its_label():
    labels = np.array([0] * 9 + [1])
    assert (drawn(labels, np.arange(10), "same_label")[9] == -1).all()
    assert set(drawn(labels, np.arange(10), "other_label")[9]) <= set(range(9))
    assert (drawn(np.zeros(6, int), np.arange(6), "other_label") == -1).all()  # one class only
    assert (drawn(np.zeros(6, int), np.zeros(6, int), "random") == -1).all()  # one group only


def test_draws_are_even():
    found = drawn(np.array([0] * 500 + [1] * 500), np.arange(1000), "random")
    counts = np.bincount(found.ravel(), minlength=1000)
    assert abs(counts[:500].sum() - 5000) < 4 * np.sqrt(2500)  # four standard deviations of a binomial
    assert counts.max() < 40
