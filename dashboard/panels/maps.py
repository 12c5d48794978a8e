"""Maps of one sample side by side: one color scale a row, its meaning printed, facts under every map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import streamlit as st

from dashboard import look
from dashboard.explained import Explained
from dashboard.figures.explanation_map import (
    CLIPPED,
    SIGNED_READING,
    UNSIGNED_READING,
    Scale,
    colored,
    common_scale,
    enlarged,
    gradient,
    overlay,
)
from dashboard.markup import definitions, element, show

EDGE = 288  # pixels of the longer side of a drawn map
PER_LINE = 4  # maps side by side
EXACT = 1e-4  # of the logit range; a smaller gap is rounding


@dataclass(frozen=True)
class Drawing:
    """How maps are drawn.

    Attributes:
        opacity: of the map over the grey picture, 0 to 1.
        smooth: interpolated between cells, else cells as they are.
        common: one scale for a row, else every map its own.
    """

    opacity: float
    smooth: bool
    common: bool


def maps(found: Sequence[Explained], picture: np.ndarray, drawing: Drawing) -> None:
    """Draw all methods: maps without a sign in one row, maps with a sign in another, and reasons for missing ones.

    Args:
        found: every method of the run.
        picture: (y, x, channels) uint8 as the model sees it.
        drawing: how.
    """
    rows = [row for signed in (False, True) if (row := [each for each in found if each.signed is signed])]
    if len(found) <= PER_LINE and len(rows) == 2:
        places = st.columns([len(row) for row in rows], gap="medium")
        for place, row in zip(places, rows, strict=True):
            with place:
                _row(row, picture, (drawing, len(row)))
    else:
        for row in rows:
            _row(row, picture, (drawing, PER_LINE))
    _readings([row[0].signed for row in rows])


def drawn(values: np.ndarray, picture: np.ndarray, scale: Scale, drawing: Drawing) -> np.ndarray:
    """One map over its picture: (y, x, 3) uint8, the longer side EDGE pixels."""
    size = drawn_size(picture)
    spread = enlarged(values, size, smooth=drawing.smooth)
    return overlay(enlarged_picture(picture, size), colored(spread, scale), drawing.opacity)


def drawn_size(picture: np.ndarray, edge: int = EDGE) -> tuple[int, int]:
    """(y, x) at which a picture is drawn, sides in proportion."""
    height, width = picture.shape[:2]
    factor = edge / max(height, width)
    return round(height * factor), round(width * factor)


def enlarged_picture(picture: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    """A picture with one or three channels at (y, x), every pixel kept: (y, x, channels) uint8."""
    rows = np.arange(size[0]) * picture.shape[0] // size[0]
    columns = np.arange(size[1]) * picture.shape[1] // size[1]
    return picture[rows][:, columns]


def _row(row: list[Explained], picture: np.ndarray, how: tuple[Drawing, int]) -> None:
    """Maps on one scale, so many side by side."""
    signed, (drawing, per_line) = row[0].signed, how
    there = [each.values for each in row if each.values is not None]
    scale = common_scale(there, signed=signed)
    show(element("h2", "With a sign" if signed else "Without a sign"))
    if there and drawing.common:
        _legend(scale)
    for start in range(0, len(row), per_line):
        for column, each in zip(st.columns(per_line, gap="small"), row[start : start + per_line], strict=False):
            with column:
                _map(each, picture, scale if drawing.common else None, drawing)


def _readings(signed: Sequence[bool]) -> None:
    for each in signed:
        lead, words = ("With a sign. ", SIGNED_READING) if each else ("Without a sign. ", UNSIGNED_READING)
        show(element("p", element("b", lead), words, css="reading"))
    show(element("p", f"Colours end at the value that {100 * CLIPPED:g} % of a map's pixels exceed.", css="reading"))


def _map(each: Explained, picture: np.ndarray, scale: Scale | None, drawing: Drawing) -> None:
    show(element("h3", each.title))
    if each.values is None:
        show(element("p", each.missing, css="unsupported", role="status"))
        return
    own = scale or common_scale([each.values], signed=each.signed)
    alt = f"{each.title} over the picture"
    st.image(drawn(each.values, picture, own, drawing), width="stretch", alt=alt)
    if scale is None:
        _legend(own)
    height, width = each.values.shape
    facts = {"Resolution": f"{height} × {width} cells" + (", smoothed" if drawing.smooth else "")}
    if each.residual is not None:
        gap = f"under {look.share(EXACT)}" if each.residual < EXACT else look.share(each.residual)
        facts["Completeness gap"] = f"{gap} of the logit range"
    show(definitions(facts | each.facts, css="map-facts"))


def _legend(scale: Scale) -> None:
    ends = ("−" + look.number(scale.limit) if scale.signed else "0", look.number(scale.limit))
    bar = element("i", style=f"background:{gradient(scale.signed)}")
    middle = ", 0 in the middle" if scale.signed else ""
    show(
        element(
            "p",
            element("span", element("span", ends[0]), bar, element("span", ends[1]), css="scale-line"),
            element("small", f"units of the explained logit{middle}"),
            css="scale",
        )
    )
