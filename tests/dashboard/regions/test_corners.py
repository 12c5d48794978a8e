"""Outlines as text: what comes back, and what is refused."""

import base64
import struct

import numpy as np
import pytest

from dashboard.regions.corners import MOST, pack, unpack


def test_corners_come_back_within_half_a_step_of_the_grid():
    corners = np.random.default_rng(0).normal(size=(MOST, 2)) * [1e-3, 4e5] + [7, -9e6]
    text = pack(corners)
    found = unpack(text)
    step = np.ptp(corners, axis=0) / 65_535
    assert found is not None and (np.abs(found - corners) <= step * 0.501 + 1e-9).all()
    assert len(text) <= 1_067 and text.replace("-", "").replace("_", "").isalnum()


def test_what_came_back_comes_back_the_same():
    once = unpack(pack(np.array([[0.1, 3.0], [0.7, 2.0], [0.3, 9.5]])))
    assert np.array_equal(unpack(pack(once)), once)


def test_an_outline_without_width_comes_back():
    line = np.array([[2.0, 1.0], [2.0, 5.0], [2.0, 3.0]])
    assert np.allclose(unpack(pack(line)), line, atol=1e-4)


def box(*values: float, corners: int = 3) -> str:
    content = struct.pack("<4d", *values) + b"\0\0\1\1" * corners
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


@pytest.mark.parametrize(
    "text",
    [
        "", "x", "not base64!", "é" * 60, "A" * 57, "A" * 60, box(0, 0, 1, 1)[:-2],
        box(float("nan"), 0, 1, 1), box(0, float("inf"), 1, 1), box(0, 0, -1, 1), box(0, 0, 1e300, 1),
        box(0, 0, 1, 1, corners=2), box(0, 0, 1, 1, corners=MOST + 1),
    ],
)  # fmt: skip
def test_anything_else_is_none(text):
    assert unpack(text) is None
    assert unpack(box(0, 0, 1, 1)) is not None
