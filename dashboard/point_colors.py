"""The color of every point outside of the animated scatter, and who is painted on top: small multiples of epochs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.store.reader import Run
from dashboard.scatter_colors import NOT_KNOWN, Choice, style_of
from dashboard.scatter_payload import NO_CLASS_COLOR, colors


@dataclass(frozen=True)
class PointColors:
    """Colors of a run's points.

    Attributes:
        codes: (e, n) or (1, n) uint8, into `table`.
        table: (256, 3) uint8.
        ramp: whether codes are ordered, so that the highest is painted on top; else the rarest is.
    """

    codes: np.ndarray
    table: np.ndarray
    ramp: bool

    def at(self, place: int) -> tuple[np.ndarray, np.ndarray]:
        """One epoch: rows in the order of painting (n,) int64, and their colors (n, 3) uint8."""
        codes = self.codes[place if len(self.codes) > 1 else 0]
        rank = codes.astype(np.int64)
        if not self.ramp:
            rank = -np.bincount(self.codes.ravel(), minlength=256)[codes]
        rank[codes == NOT_KNOWN] = np.iinfo(np.int64).min
        order = np.argsort(rank, kind="stable")
        return order, self.table[codes[order]]


def point_colors(run: Run, projection: str, choice: Choice) -> PointColors:
    """The colors that the scatter has for a choice; outlines are left out."""
    packed = style_of(run, projection, choice)
    if packed is None:
        codes = np.where(run.labels < 0, NOT_KNOWN, run.labels).astype(np.uint8)[None]
        return PointColors(codes, _table(colors(run)[: len(run.classes)]), ramp=False)
    style = packed.style
    if style.kind == "categories":
        return PointColors(style.codes, _table(style.colors), ramp=False)
    places = np.linspace(0, len(style.colors) - 1, NOT_KNOWN).round().astype(int)
    return PointColors(style.codes, _table([style.colors[place] for place in places]), ramp=True)


def _table(found: Sequence[str]) -> np.ndarray:
    """(256, 3) uint8: these colors from 0 on, grey behind them."""
    written = [*found, *[NO_CLASS_COLOR] * (256 - len(found))]
    return np.array([[int(color[start : start + 2], 16) for start in (1, 3, 5)] for color in written], np.uint8)
