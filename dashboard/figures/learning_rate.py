"""The learning rate through training, by step where it is known, else by epoch."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from dashboard.figures.tones import tones

HEIGHT = 180  # px


def learning_rate(
    epochs: Sequence[float], rates: np.ndarray, *, last: int, epoch: int | None = None, dark: bool = False
) -> go.Figure:
    """A line over the same epochs as the other curves.

    Args:
        epochs: (k,) rising, fractions of epochs where the rate is known by step.
        rates: (k,) float; what is not finite leaves a gap.
        last: the last epoch on the axis.
        epoch: the epoch in view, marked by a vertical line.
        dark: for a dark page.
    """
    tone = tones(dark)
    figure = go.Figure()
    if epoch is not None:
        figure.add_vline(x=epoch, line={"color": tone.quiet, "width": 1})
    values = np.asarray(rates, float)
    alone = len(values) == 1
    figure.add_trace(
        go.Scatter(
            x=list(epochs), y=values, mode="lines+markers" if alone else "lines",
            line={"color": tone.ink, "width": 2}, marker={"color": tone.ink, "size": 6},
            hovertemplate="epoch %{x:.3g}: %{y:.3g}<extra></extra>",
        )
    )  # fmt: skip
    room = 0.02 * max(last, 1)
    figure.update_xaxes(title="epoch", fixedrange=True, range=[-room, max(last, 1) + room], showgrid=False, nticks=12)
    figure.update_yaxes(title="learning rate", rangemode="tozero", fixedrange=True, tickformat="~g", nticks=5)
    margin = {"l": 8, "r": 84, "t": 8, "b": 8}
    figure.update_layout(height=HEIGHT, showlegend=False, dragmode=False, margin=margin)
    return figure
