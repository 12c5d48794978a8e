"""The plane: its components, its lines, and who lies nearest on it, against a plain search."""

import numpy as np
import pytest

from analysis.store.reader import Run
from dashboard.plane import Plane, components_of, guides, nearest_on_plane, positions


@pytest.fixture
def run(tiny_run):
    return Run(tiny_run)


@pytest.fixture
def deep(run):
    """The same run with a third component."""
    run.manifest["projections"]["pca_joint"]["settings"] = {"components": 3, "basis": "three"}
    whole = np.concatenate([run.projection("pca_joint"), np.arange(240.0).reshape(4, 60, 1)], axis=2)
    run.projection = lambda name: whole
    return run


def test_positions_are_the_projections_own(run):
    assert np.array_equal(positions(run, Plane("pca_last")), run.projection("pca_last"))
    assert Plane("pca_last").name == "pca_last" and components_of(run, "pca_last") == 2


def test_two_of_three_components(deep):
    assert components_of(deep, "pca_joint") == 3
    plane = Plane("pca_joint", (1, 2))
    assert plane.name == "pca_joint/23"
    assert np.array_equal(positions(deep, plane), deep.projection("pca_joint")[:, :, [1, 2]])


def test_lines_stay_with_their_component(run):
    lines = [{"axis": "x", "value": 0.0, "words": "boundary"}, {"axis": "z", "value": 2.0, "words": "deep"}]
    run.manifest["projections"]["pca_joint"]["settings"] = {"guides": lines}
    assert guides(run, Plane("pca_joint")) == lines[:1]
    assert guides(run, Plane("pca_joint", (0, 2))) == [lines[0], {**lines[1], "axis": "y"}]
    assert guides(run, Plane("pca_joint", (1, 2))) == [{**lines[1], "axis": "y"}]
    assert guides(run, Plane("pca_last")) == []


def test_the_nearest_on_the_plane_are_those_of_a_plain_search(run):
    places = run.projection("pca_joint")[2].astype(float)
    expected = sorted(set(range(60)) - {7}, key=lambda row: (np.linalg.norm(places[row] - places[7]), row))[:5]
    assert nearest_on_plane(run, Plane("pca_joint"), 2, 7, 5).tolist() == expected


def test_samples_without_a_place_are_nobodys_neighbors(run, monkeypatch):
    broken = run.projection("pca_joint").copy()
    broken[0, 5:] = np.nan
    run.projection = lambda name: broken
    run.manifest["broken"] = True  # caches go by the manifest
    assert sorted(nearest_on_plane(run, Plane("pca_joint"), 0, 2, 9).tolist()) == [0, 1, 3, 4]
    assert nearest_on_plane(run, Plane("pca_joint"), 0, 30, 9).tolist() == []
    assert nearest_on_plane(run, Plane("pca_joint"), 77, 2, 9).tolist() == []
