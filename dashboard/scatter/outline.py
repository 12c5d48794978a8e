"""The area that the reader drew last in a scatter: the view tells it along with the selection that it made."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st

MOST = 10_000  # corners accepted from a browser; a minute of drawing has fewer


@dataclass(frozen=True)
class Outline:
    """A closed outline; what it selected may have been added to or taken from what was selected before.

    Attributes:
        run: name that the payload was quantized with.
        epoch: the one it was drawn at.
        corners: (p, 2) float64 in the projection's own units.
    """

    run: str
    epoch: int
    corners: np.ndarray


def last_outline(key: str) -> Outline | None:
    """The outline behind a view's latest selection; None where that was a click, or drawn between two epochs.

    Args:
        key: the view's key, as `animated_scatter` had it.
    """
    return read((st.session_state.get(key) or {}).get("selected"))


def read(report: Any) -> Outline | None:
    """The outline in a report of the view, which comes from a browser and may be anything."""
    found = report.get("outline") if isinstance(report, Mapping) else None
    if not isinstance(found, Mapping):
        return None
    run, epoch, corners = (found.get(name) for name in ("run", "epoch", "corners"))
    if not isinstance(run, str) or not isinstance(epoch, int) or isinstance(epoch, bool):
        return None
    if not isinstance(corners, list) or not 3 <= len(corners) <= MOST or not all(map(_is_place, corners)):
        return None
    return Outline(run, epoch, np.array(corners, np.float64))


def _is_place(corner: Any) -> bool:
    return isinstance(corner, list) and len(corner) == 2 and all(_is_number(value) for value in corner)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) and abs(value) < 1e30
