"""Every projection keeps the same promises."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from analysis.projections.contract import DISTANCES, MOTION, NEIGHBOURHOODS
from analysis.projections.registry import PROJECTIONS
from analysis.request import PROJECTIONS as NAMES
from tests.analysis.projections.drawn import embeddings_of, random_run


@pytest.mark.parametrize("name", PROJECTIONS)
@pytest.mark.parametrize("components", [2, 3])
@pytest.mark.parametrize(("epochs", "n", "d"), [(3, 30, 6), (1, 5, 4), (2, 1, 3), (2, 10, 1)])
def test_one_plane_per_epoch_in_order_and_repeatable(name, components, epochs, n, d):
    run = random_run(epochs, n, d)
    first, again = (PROJECTIONS[name].project(run, components=components) for _ in range(2))
    planes, repeated = dict(first.parts), dict(again.parts)
    assert list(planes) == run.epochs
    for epoch, positions in planes.items():
        assert positions.shape == (n, components) and positions.dtype == np.float32
        assert np.isfinite(positions).all()
        np.testing.assert_array_equal(positions, repeated[epoch])
    assert first.facts == again.facts == json.loads(json.dumps(first.facts))
    assert len(first.facts["basis"]) == 64 and first.facts["seed"] == 0
    assert first.facts["subset"] is None or set(first.facts["subset"]) == {"id", "size", "rule"}


@pytest.mark.parametrize("name", PROJECTIONS)
def test_constant_embeddings_stay_where_they_are(name):
    constant = embeddings_of(np.full((2, 8, 5), 3.0, np.float32))
    first, second = (positions for _, positions in PROJECTIONS[name].project(constant).parts)
    if PROJECTIONS[name].VARIANCES_ADD:
        np.testing.assert_allclose([first, second], 0, atol=1e-5)


@pytest.mark.parametrize("name", PROJECTIONS)
def test_it_says_what_may_be_read(name):
    assert PROJECTIONS[name].TITLE
    assert PROJECTIONS[name].READS.endswith(".")
    assert set(PROJECTIONS[name].READ_FOR) <= {DISTANCES, MOTION, NEIGHBOURHOODS}


def test_the_command_line_knows_the_same_names():
    assert list(NAMES) == list(PROJECTIONS)


@pytest.mark.parametrize("name", PROJECTIONS)
def test_two_identical_epochs_look_alike(name):
    run = random_run(1, 60, 5)
    twice = replace(run, epochs=[4, 9], read=lambda epoch: run.read(0), margins=lambda epoch: run.margins(0))
    first, second = (positions for _, positions in PROJECTIONS[name].project(twice).parts)
    if PROJECTIONS[name].STABLE:
        assert np.linalg.norm(second - first, axis=1).mean() < 0.02 * first.std()


@pytest.mark.parametrize("name", PROJECTIONS)
def test_two_hundred_classes(name):
    parts = dict(PROJECTIONS[name].project(random_run(2, 300, 5, classes=200)).parts)
    assert all(positions.shape == (300, 2) and np.isfinite(positions).all() for positions in parts.values())
