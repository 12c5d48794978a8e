"""A figure at every epoch as a row of small bars, no larger than a line of text."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from dashboard.markup import Markup, element


def epoch_bars(
    epochs: Sequence[int], values: np.ndarray, *, marked: Collection[int] = (), full: float = 0.0, alt: str
) -> Markup:
    """One bar per epoch; its height is the figure's size, its sign left aside. Empty without two finite values.

    Args:
        epochs: (e,) ascending.
        values: (e,) float; what is not finite has no bar.
        marked: epochs whose bars have the warning colour.
        full: a bar of the whole height is at least this much, so that next to nothing looks like it.
        alt: the figure in words.
    """
    sizes = np.abs(np.asarray(values, float))
    finite = np.isfinite(sizes)
    if finite.sum() < 2:
        return Markup("")
    highest = max(float(sizes[finite].max()), full) or 1.0
    heights = np.where(finite, 100 * sizes / highest, 0.0)
    bars = [
        element("i", css="flagged" if epoch in marked else "", style=f"height: {height:.0f}%")
        for epoch, height in zip(epochs, heights, strict=True)
    ]
    return element("span", *bars, css="epoch-bars", role="img", aria_label=alt)
