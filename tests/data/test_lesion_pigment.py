"""Pigment: inside the lesion only, and as many colours as asked for."""

from __future__ import annotations

import numpy as np
import pytest

from data.lesion_pigment import COLORS, pigment
from data.lesion_shape import outline


@pytest.fixture(scope="module")
def shape():
    return outline(np.random.default_rng(3), 192, asymmetry=1.0, border=4.0, diameter=8.0)


@pytest.mark.parametrize("colors", range(1, 7))
def test_pigment_stays_in_the_lesion(shape, colors):
    found = pigment(np.random.default_rng(0), shape, colors=colors, asymmetry=1.0)
    for field in (found.melanin, found.blood, found.veil, found.scar):
        assert field.min() >= 0 and np.isfinite(field).all()
        assert not field[shape.coverage == 0].any()
    assert found.melanin[shape.depth > 0.3].mean() > 0.3


def test_one_color_is_brown_alone(shape):
    found = pigment(np.random.default_rng(0), shape, colors=1, asymmetry=1.0)
    assert not found.veil.any() and not found.scar.any()


def test_all_six_colors_show(shape):
    found = pigment(np.random.default_rng(0), shape, colors=len(COLORS), asymmetry=1.0)
    assert found.veil.max() > 0.2 and found.scar.max() > 0.1
    assert found.melanin.max() > 2 and found.blood.max() > 0.5


def test_more_colors_are_more_varied(shape):
    spread = [
        np.mean([pigment(np.random.default_rng(s), shape, colors=c, asymmetry=1.0).melanin.std() for s in range(20)])
        for c in (1, 4)
    ]
    assert spread[1] > 1.3 * spread[0]
