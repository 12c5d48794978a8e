"""How many samples keep how many of their neighbors from one epoch to another."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from dashboard.figures.tones import tones

HEIGHT = 132  # px
BARS = 25  # at most


def kept_neighbors(kept: np.ndarray, k: int, *, dark: bool = False) -> go.Figure:
    """A histogram.

    Args:
        kept: (n,) int, neighbors in common, 0 to k.
        k: neighbors compared, at least 1.
        dark: for a dark page.
    """
    tone = tones(dark)
    width = -(-(k + 1) // BARS)
    counts = np.bincount(kept // width, minlength=k // width + 1)
    starts = np.arange(len(counts)) * width
    ends = np.minimum(starts + width - 1, k)
    ranges = [f"{start}" if start == end else f"{start} to {end}" for start, end in zip(starts, ends, strict=True)]
    figure = go.Figure(
        go.Bar(
            x=(starts + ends) / 2,
            y=counts,
            width=width * 0.92,
            marker={"color": tone.quiet},
            text=ranges,
            textposition="none",
            hovertemplate=f"%{{text}} of {k} kept: %{{y:,}} samples<extra></extra>",
        )
    )
    figure.update_xaxes(
        title=f"neighbours kept, of {k}", range=[-0.8, k + 0.8], fixedrange=True, showgrid=False, nticks=6
    )
    figure.update_yaxes(title="samples", fixedrange=True, nticks=4, tickformat=",d")
    figure.update_layout(height=HEIGHT, dragmode=False, showlegend=False, margin={"l": 8, "r": 8, "t": 8, "b": 8})
    return figure
