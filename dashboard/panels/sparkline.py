"""A figure over epochs, as small as a word."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from dashboard.markup import Markup, element

WIDTH, HEIGHT, EDGE = 96, 22, 3  # CSS pixels


def sparkline(epochs: Sequence[int], values: np.ndarray, *, marked: Collection[int] = (), alt: str) -> Markup:
    """A line over the true epochs, zero included in its height; empty without two finite values.

    Args:
        epochs: (e,) ascending.
        values: (e,) float; what is not finite leaves a gap.
        marked: epochs that get a dot in the warning colour.
        alt: the figure in words.
    """
    values = np.asarray(values, float)
    finite = np.isfinite(values)
    if finite.sum() < 2:
        return Markup("")
    low, high = min(0.0, float(values[finite].min())), max(0.0, float(values[finite].max()))
    across = np.asarray(epochs, float)
    x = EDGE + (across - across[0]) / max(across[-1] - across[0], 1) * (WIDTH - 2 * EDGE)
    y = HEIGHT - EDGE - (np.where(finite, values, 0.0) - low) / ((high - low) or 1.0) * (HEIGHT - 2 * EDGE)
    runs = np.split(np.arange(len(values)), np.flatnonzero(np.diff(finite)) + 1)
    lines = [_line(x[part], y[part]) for part in runs if finite[part[0]]]
    dots = [
        element("circle", cx=f"{x[at]:.1f}", cy=f"{y[at]:.1f}", r="2.2")
        for at, epoch in enumerate(epochs)
        if epoch in marked and finite[at]
    ]
    size = {"width": str(WIDTH), "height": str(HEIGHT), "viewBox": f"0 0 {WIDTH} {HEIGHT}"}
    return element("svg", *lines, *dots, css="spark", role="img", aria_label=alt, **size)


def _line(x: np.ndarray, y: np.ndarray) -> Markup:
    return element("polyline", points=" ".join(f"{left:.1f},{top:.1f}" for left, top in zip(x, y, strict=True)))
