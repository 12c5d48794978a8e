"""The hash measure: bits in common, counted another way."""

from __future__ import annotations

import numpy as np

from analysis.looks import phash
from analysis.looks.small_grey import small_grey
from data.perceptual_hash import perceptual_hash


def test_it_is_the_share_of_bits_in_common():
    pictures = np.random.default_rng(3).integers(0, 256, (6, 96, 96, 3), np.uint8)
    rows = phash.prepare(pictures)
    words = [f"{int(value):064b}" for value in perceptual_hash(small_grey(pictures))]
    expected = [sum(a == b for a, b in zip(words[0], word, strict=True)) / 64 for word in words]
    np.testing.assert_allclose(phash.alike(rows[[0] * 6], rows), expected)
    assert expected[0] == 1 and max(expected[1:]) < 0.8


def test_brighter_is_the_same_layout_and_the_negative_the_opposite():
    picture = np.random.default_rng(4).integers(60, 120, (96, 96, 3), np.uint8)
    rows = phash.prepare(np.stack([picture, picture + 50, 255 - picture]))
    assert phash.alike(rows[[0]], rows[[1]])[0] > 0.95
    assert phash.alike(rows[[0]], rows[[2]])[0] < 0.05
