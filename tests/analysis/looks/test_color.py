"""Colour histograms against numpy's own, and what they are blind to."""

from __future__ import annotations

import numpy as np

from analysis.looks import color


def test_overlap_equals_numpys_histograms():
    random = np.random.default_rng(1)
    pictures = random.normal([[[[90]]], [[[120]]]], 30, (2, 96, 96, 3)).clip(0, 255).astype(np.uint8)
    edges = [np.arange(0, 257, 32)] * 3
    first, second = (np.histogramdd(picture.reshape(-1, 3), edges)[0] for picture in pictures)
    rows = color.prepare(pictures)
    assert rows.sum(axis=1).tolist() == [96 * 96] * 2
    expected = np.minimum(first, second).sum() / 96**2
    np.testing.assert_allclose(color.alike(rows[:1], rows[1:]), expected, rtol=1e-6)


def test_places_do_not_matter_and_colors_do():
    random = np.random.default_rng(2)
    picture = random.integers(0, 256, (96, 96, 3), np.uint8)
    shuffled = random.permutation(picture.reshape(-1, 3)).reshape(picture.shape)
    red, blue = (np.broadcast_to(np.uint8(part), (96, 96, 3)) for part in ([200, 0, 0], [0, 0, 200]))
    rows = color.prepare(np.stack([picture, shuffled, red, blue]))
    np.testing.assert_array_equal(color.alike(rows[[0, 2]], rows[[1, 3]]), [1, 0])
