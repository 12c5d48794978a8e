"""Smooth fields: centred, of the wanted size and fineness, seeded."""

from __future__ import annotations

import numpy as np
import pytest

from data.lesion_noise import fractal, grid, noise, planes, smooth_step


@pytest.mark.parametrize(
    "make", [lambda rng, cells: noise(rng, 96, cells), lambda rng, cells: fractal(rng, 96, cells, 3)]
)
def test_fields(make):
    fields = [make(np.random.default_rng(seed), 8) for seed in range(40)]
    assert fields[0].shape == (96, 96) and fields[0].dtype == np.float32
    assert abs(np.mean(fields)) < 0.1 and 0.4 < np.std(fields) < 1.2
    assert np.array_equal(fields[0], make(np.random.default_rng(0), 8))


def test_more_cells_are_finer():
    coarse, fine = (noise(np.random.default_rng(0), 96, cells) for cells in (3, 24))
    steps = [np.abs(np.diff(field)).mean() / field.std() for field in (coarse, fine)]
    assert steps[1] > 3 * steps[0]


def test_coordinates():
    x, y = grid(4)
    assert x[0].tolist() == [-0.75, -0.25, 0.25, 0.75] and np.array_equal(y, x.T)
    with pytest.raises(ValueError, match="read-only"):
        x[0] = 0


def test_steps_and_planes():
    assert smooth_step(np.float32([-1, 0, 0.5, 1, 2]), 0, 1).tolist() == [0, 0, 0.5, 1, 1]
    assert planes(0.1, 0.2, 0.3).shape == (3, 1, 1)
