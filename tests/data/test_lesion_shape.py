"""The outline: the size asked for, more irregular and less symmetric when asked."""

from __future__ import annotations

import numpy as np
import pytest

from data.lesion_shape import FIELD_OF_VIEW, outline

SIZE = 192


def shapes(**traits):
    wanted = {"asymmetry": 0.0, "border": 0.0, "diameter": 6.0, **traits}
    return [outline(np.random.default_rng(seed), SIZE, **wanted) for seed in range(12)]


@pytest.mark.parametrize("diameter", [3.0, 6.0, 9.0])
def test_the_area_is_that_of_the_diameter(diameter):
    areas = [(shape.depth > 0).mean() * FIELD_OF_VIEW**2 for shape in shapes(diameter=diameter, border=4, asymmetry=1)]
    assert np.mean(areas) == pytest.approx(np.pi * diameter**2 / 4, rel=0.1)


def roughness(shape) -> float:
    """Outline length squared over area, 1 for a circle (in pixels, so a little more)."""
    inside = shape.depth > 0
    edge = (inside[:, 1:] != inside[:, :-1]).sum() + (inside[1:] != inside[:-1]).sum()
    return edge**2 / (16 * inside.sum())


def test_borders_get_rougher_and_sharper():
    smooth, rough = shapes(border=0), shapes(border=8)
    assert np.mean([roughness(s) for s in rough]) > 1.15 * np.mean([roughness(s) for s in smooth])
    faded = [((s.coverage > 0.05) & (s.coverage < 0.95)).sum() / (s.depth > 0).sum() for s in (*smooth, *rough)]
    assert np.mean(faded[12:]) < 0.6 * np.mean(faded[:12])


def asymmetry(shape) -> float:
    """Share of the lesion not covered by itself turned by 180 degrees about its centre."""
    rows, columns = np.nonzero(shape.depth > 0)
    y, x = round(2 * rows.mean()) - rows, round(2 * columns.mean()) - columns
    inside = (y >= 0) & (y < SIZE) & (x >= 0) & (x < SIZE)
    kept = np.zeros(len(rows), bool)
    kept[inside] = shape.depth[y[inside], x[inside]] > 0
    return 1 - kept.mean()


def test_asymmetry():
    even, odd = (np.mean([asymmetry(s) for s in shapes(asymmetry=value)]) for value in (0, 2))
    assert odd > 1.5 * even
