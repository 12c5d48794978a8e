"""Skin: six tones in order, and pigment that darkens it as absorption does."""

from __future__ import annotations

import numpy as np
import pytest

from data.lesion_pigment import Pigment
from data.lesion_skin import colored, skin


def bare(size: int) -> Pigment:
    return Pigment(*(np.zeros((size, size), np.float32) for _ in range(4)))


def test_tones_run_from_light_to_dark():
    light = [
        np.mean([colored(skin(np.random.default_rng(s), 64, tone), bare(64)).mean() for s in range(12)])
        for tone in range(1, 7)
    ]
    assert light == sorted(light, reverse=True) and light[0] > 1.6 * light[-1]


def test_absorption_is_beer_lambert():
    """Twice the pigment multiplies what comes back by the same factor again; blue goes first, red last."""
    healthy = skin(np.random.default_rng(0), 64, 2)
    amounts = [colored(healthy, Pigment(np.full((64, 64), m, np.float32), *[bare(64).blood] * 3)) for m in (0, 0.5, 1)]
    assert amounts[1] ** 2 == pytest.approx(amounts[0] * amounts[2], rel=1e-4)
    left = (amounts[2] / amounts[0]).mean(axis=(1, 2))
    assert left[0] > left[1] > left[2]


def test_blood_reddens_and_the_veil_is_blue():
    healthy = skin(np.random.default_rng(0), 64, 2)
    before = colored(healthy, bare(64))
    red, veiled = bare(64), bare(64)
    red.blood += 1
    veiled.melanin += 2
    dark = colored(healthy, veiled)
    veiled.veil += 0.7
    blue = colored(healthy, veiled)
    share = [picture.mean(axis=(1, 2)) / picture.mean() for picture in (before, colored(healthy, red), dark, blue)]
    assert share[1][0] > share[0][0] and share[3][2] > share[2][2] and blue.mean() > dark.mean()
