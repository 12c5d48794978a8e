"""How many of a sample's nearest neighbors share its label, epoch by epoch."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from dashboard.figures.tones import tones

READING = (
    "How far this sample's surroundings agree with its label as training goes on; by chance: the label's share of "
    "all that these neighbours are sought among. It does not say whether the label is right."
)
HEIGHT = 150  # px
LEGEND = (("solid", "same label"), ("dashed", "by chance"))


def neighbor_agreement(
    epochs: Sequence[int],
    shares: np.ndarray,
    *,
    chance: float,
    marked: Sequence[int] = (),
    dark: bool = False,
) -> go.Figure:
    """A line of same-label shares.

    Args:
        epochs: (e,) epoch numbers, rising.
        shares: (e,) float in [0, 1]; NaN where there are no neighbors.
        chance: the label's share of all that may be neighbors.
        marked: epochs in view, marked by a dot.
        dark: for a dark page.
    """
    tone = tones(dark)
    shown = [place for place, epoch in enumerate(epochs) if epoch in marked]
    figure = go.Figure()
    figure.add_hline(y=chance, line={"color": tone.quiet, "width": 1.25, "dash": "dash"})
    figure.add_trace(
        go.Scatter(
            x=list(epochs),
            y=shares,
            mode="lines",
            line={"color": tone.ink, "width": 1.75},
            hovertemplate="epoch %{x}: %{y:.0%} same label<extra></extra>",
        )
    )
    dots = {"size": 9, "color": tone.ink}
    figure.add_trace(
        go.Scatter(
            x=[epochs[place] for place in shown],
            y=[shares[place] for place in shown],
            mode="markers",
            marker=dots,
            hoverinfo="skip",
            cliponaxis=False,
        )
    )
    figure.update_yaxes(range=[0, 1.02], tickvals=[0, 0.5, 1], tickformat=".0%", fixedrange=True)
    figure.update_xaxes(title="epoch", fixedrange=True)
    figure.update_layout(height=HEIGHT, showlegend=False, dragmode=False, margin={"l": 8, "r": 12, "t": 8, "b": 0})
    return figure
