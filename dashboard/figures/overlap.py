"""How much of a sample's neighborhood stays: overlap with the epoch before, and with the last epoch."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from dashboard.figures.tones import tones

READING = (
    "Shared neighbours as a share of those in either list (Jaccard): 1 is the same neighbours, 0 none; turnover "
    "is what is missing to 1. It says that company changed, not whether for the better."
)
HEIGHT = 150  # px
LEGEND = (("solid", "the epoch before"), ("dotted", "the last epoch"))


def overlap(
    epochs: Sequence[int], before: np.ndarray, last: np.ndarray, *, epoch: int | None = None, dark: bool = False
) -> go.Figure:
    """Two curves; `LEGEND` says which is which.

    Args:
        epochs: (e,) epoch numbers, rising.
        before: (e,) float in [0, 1], with the epoch before; NaN at the first.
        last: (e,) float in [0, 1], with the last epoch.
        epoch: the one in view, marked by dots.
        dark: for a dark page.
    """
    tone = tones(dark)
    figure = go.Figure()
    for name, values, color, dash in (
        (LEGEND[0][1], before, tone.ink, "solid"),
        (LEGEND[1][1], last, tone.quiet, "dot"),
    ):
        size = [9 if each == epoch else 0 for each in epochs]
        figure.add_trace(
            go.Scatter(
                x=list(epochs), y=values, name=name, mode="lines+markers", cliponaxis=False,
                line={"color": color, "width": 1.75, "dash": dash},
                marker={"size": size, "color": color, "line": {"width": 0}, "opacity": 1},
                hovertemplate=f"epoch %{{x}}: %{{y:.2f}} with {name}<extra></extra>",
            )
        )  # fmt: skip
    figure.update_yaxes(range=[0, 1.02], tickvals=[0, 0.5, 1], fixedrange=True)
    figure.update_xaxes(title="epoch", fixedrange=True)
    figure.update_layout(height=HEIGHT, showlegend=False, dragmode=False, margin={"l": 8, "r": 12, "t": 8, "b": 0})
    return figure
