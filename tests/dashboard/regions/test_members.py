"""Who is in a region: against scikit-learn's radius search and matplotlib-free geometry; what a run must have."""

from dataclasses import replace

import numpy as np
import pytest
from sklearn.neighbors import NearestNeighbors

from analysis.contract import StoreError
from analysis.store.reader import Run
from dashboard.plane import Plane
from dashboard.regions.definition import Around, Lasso, Listed, tag_of
from dashboard.regions.members import distances_from, inside_at, members, radius_for
from tests.dashboard.small_store import write


@pytest.fixture(scope="module")
def run(tiny_run):
    return Run(tiny_run)


@pytest.fixture(scope="module")
def tag(run):
    return tag_of(run, "tiny")


def square(x: float, y: float, half: float):
    return ((x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half))


def test_a_lasso_holds_what_lies_inside_at_its_epoch_and_at_no_other(run, tag):
    places = run.projection("pca_joint")
    x, y = np.median(places[2], axis=0)
    region = Lasso(2, Plane("pca_joint"), square(x, y, 1.3), tag)
    expected = [np.flatnonzero((np.abs(places[place] - [x, y]) < 1.3).all(axis=1)) for place in (2, 3)]
    assert 5 < len(expected[0]) < 50 and not np.array_equal(*expected)
    assert np.array_equal(members(run, "tiny", region), expected[0])
    assert np.array_equal(np.flatnonzero(inside_at(run, region, 5)), expected[1])
    gone, come = expected[0][1], np.setdiff1d(np.arange(60), expected[0])[2]
    other = replace(region, but=tuple(sorted((int(gone), int(come)))))
    assert set(members(run, "tiny", other)) == (set(expected[0]) - {gone}) | {come}
    assert np.array_equal(np.flatnonzero(inside_at(run, other, 2)), expected[0])


@pytest.mark.parametrize("epoch", [0, 5])
def test_a_sphere_holds_what_scikit_learn_finds_in_it(run, tag, epoch):
    values, radius = run.embeddings(epoch), float(np.median(distances_from(run, epoch, 7)))
    inside = NearestNeighbors(radius=radius).fit(values).radius_neighbors(values[7:8], return_distance=False)[0]
    found = members(run, "tiny", Around(epoch, "ISIC_0000007", radius, tag))
    assert np.array_equal(found, np.sort(inside)) and 7 in found and 10 < len(found) < 50


@pytest.mark.parametrize("count", [1, 10, 59, 500])
def test_a_radius_for_some_neighbors_holds_just_them(run, tag, count):
    radius = radius_for(run, 2, 3, count)
    assert len(f"{radius:.15g}") <= 8
    found = members(run, "tiny", Around(2, "ISIC_0000003", radius, tag))
    stored = run.neighbors(2)[3][:count]
    assert len(found) == min(count, 59) + 1 and set(stored.tolist()) <= set(found.tolist())


def test_duplicates_lie_in_a_sphere_of_radius_zero_and_equal_distances_come_all_or_none(tmp_path):
    places = np.zeros((6, 2))
    places[3:] = [[1, 0], [0, 1], [-1, 0]]
    scores = np.full((6, 2), 0.5)
    run = Run(write(tmp_path, [0, 1] * 3, {0: scores}, places=places))
    tag = tag_of(run, "small")
    assert members(run, "small", Around(0, "s1", 0.0, tag)).tolist() == [0, 1, 2]
    assert members(run, "small", Around(0, "s3", 0.0, tag)).tolist() == [3]
    assert radius_for(run, 0, 0, 3) == 1.0
    assert members(run, "small", Around(0, "s0", 1.0, tag)).tolist() == list(range(6))
    assert members(run, "small", Around(0, "s0", 0.999, tag)).tolist() == [0, 1, 2]


def test_a_list_holds_its_rows(run, tag):
    assert members(run, "tiny", Listed(1, (3, 8), tag)).tolist() == [3, 8]


def test_what_the_run_lacks_is_said(run, tag):
    around, outline = Around(2, "ISIC_0000007", 1.0, tag), Lasso(2, Plane("pca_joint"), square(0, 0, 1), tag)
    asked = {
        "another run": replace(around, tag="00000000"),
        "epoch 3, which tiny does not have": replace(around, epoch=3),
        "sample nobody, which tiny does not have": replace(around, sample="nobody"),
        "projection umap. tiny has: pca_joint": replace(outline, plane=Plane("umap")),
        "a part of projection pca_joint": replace(outline, plane=Plane("pca_joint", (0, 2))),
    }
    for words, region in asked.items():
        with pytest.raises(StoreError, match=words):
            members(run, "tiny", region)
