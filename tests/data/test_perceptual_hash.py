"""The hash against SciPy's cosine transform, the pair search against every pair counted in Python."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.fft import dctn

from data.perceptual_hash import BITS, perceptual_hash
from data.perceptual_hash import near_pairs as blocks


def near_pairs(hashes, radius):
    found = [np.concatenate(parts) for parts in zip(*blocks(np.array(hashes, np.uint64), radius), strict=True)]
    return list(zip(*(part.tolist() for part in found), strict=True)) if found else []


def bits(hashes) -> list[list[int]]:
    return [[int(value) >> (BITS - 1 - place) & 1 for place in range(BITS)] for value in hashes]


def test_the_hash_is_the_median_cut_of_the_low_frequencies():
    thumbnails = np.random.default_rng(0).integers(0, 256, (5, 32, 32), np.uint8)
    for thumbnail, found in zip(thumbnails, bits(perceptual_hash(thumbnails)), strict=True):
        kept = dctn(thumbnail.astype(float), type=2)[1:9, 1:9].ravel()
        assert found == (kept > np.median(kept)).astype(int).tolist() and sum(found) == 32


def smooth(seed: int) -> np.ndarray:
    """A picture of low frequencies, as real ones mostly are: (32, 32) in 0..255."""
    random = np.random.default_rng(seed)
    y, x = np.mgrid[:32, :32] / 32
    waves = sum(random.normal() * np.cos(np.pi * (i * y + random.random())) * np.cos(np.pi * (j * x + random.random()))
                for i in range(9) for j in range(9))  # fmt: skip
    return 128 + 20 * waves


def test_small_changes_move_few_bits_and_other_pictures_many():
    changes = [smooth(1), smooth(1) * 0.8 + 30, smooth(1) + np.random.default_rng(0).normal(0, 4, (32, 32)), smooth(2)]
    first, *others = perceptual_hash(np.stack(changes))
    brighter, noisier, another = (int(np.bitwise_count(first ^ other)) for other in others)
    assert brighter == 0 and noisier <= 8 and another > 16


@settings(max_examples=40, deadline=None)
@given(values=st.lists(st.integers(0, 2**64 - 1) | st.sampled_from([0, 1, 3, 2**63, 2**64 - 1]), max_size=40),
       radius=st.integers(0, 64))  # fmt: skip
def test_every_pair_is_found_once(values, radius):
    expected = [
        (i, j, (values[i] ^ values[j]).bit_count())
        for i in range(len(values))
        for j in range(i + 1, len(values))
        if (values[i] ^ values[j]).bit_count() <= radius
    ]
    assert sorted(near_pairs(values, radius)) == expected


def test_pairs_across_blocks():
    values = [i << 20 for i in range(600)]
    values[599] = values[3] ^ 1
    assert (3, 599, 1) in near_pairs(values, 1) and len(near_pairs(values[:599], 0)) == 0


@pytest.mark.parametrize("n", [0, 1])
def test_too_few_to_compare(n):
    hashes = perceptual_hash(np.zeros((n, 32, 32), np.uint8))
    assert hashes.shape == (n,) and near_pairs(hashes, 64) == []
