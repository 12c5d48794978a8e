"""One figure of separation over epochs: small, one of several side by side, each with an axis of its own."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from dashboard.figures.tones import tones

HEIGHT = 146  # px
MOST_TICKS = 4


def small_curve(
    epochs: Sequence[int],
    values: np.ndarray,
    *,
    epoch: int,
    low: np.ndarray | None = None,
    high: np.ndarray | None = None,
    chance: float | None = None,
    percent: bool = False,
    dark: bool = False,
) -> go.Figure:
    """A line with the epoch in view marked and the first epoch's level drawn on, so that the rise above it is seen.

    Args:
        epochs: (e,) epoch numbers, rising.
        values: (e,) float; NaN leaves a gap.
        epoch: the one in view.
        low, high: (e,) ends of the interval, or None.
        chance: a level that needs no embedding; None where there is none.
        percent: values are shares, read as per cent.
        dark: for a dark page.
    """
    tone, numbers = tones(dark), list(epochs)
    figure = go.Figure()
    if chance is not None and np.isfinite(chance):
        figure.add_hline(y=chance, line={"color": tone.quiet, "width": 1.25, "dash": "dash"})
    finite = np.flatnonzero(np.isfinite(values))
    if len(finite):
        figure.add_hline(y=float(values[finite[0]]), line={"color": tone.quiet, "width": 1.25, "dash": "dot"})
    if low is not None and high is not None and (known := np.isfinite(low) & np.isfinite(high)).any():
        figure.add_trace(_band(np.asarray(numbers)[known], low[known], high[known], tone.ink))
    figure.add_trace(
        go.Scatter(
            x=numbers,
            y=values,
            mode="lines" if len(finite) > 1 else "markers",
            line={"color": tone.ink, "width": 1.75},
            hovertemplate=f"epoch %{{x}}: %{{y:{'.1%' if percent else '.3~g'}}}<extra></extra>",
        )
    )
    shown = [place for place, number in enumerate(numbers) if number == epoch]
    figure.add_trace(
        go.Scatter(
            x=[numbers[place] for place in shown],
            y=[values[place] for place in shown],
            mode="markers",
            marker={"size": 9, "color": tone.ink},
            hoverinfo="skip",
            cliponaxis=False,
        )
    )
    ticks = {"tickvals": numbers} if len(numbers) <= MOST_TICKS else {"tickformat": "d", "nticks": MOST_TICKS + 1}
    figure.update_xaxes(title="epoch", title_standoff=4, fixedrange=True, showgrid=False, **ticks)
    figure.update_yaxes(fixedrange=True, nticks=4, tickformat=".0%" if percent else ".3~g")
    figure.update_layout(height=HEIGHT, showlegend=False, dragmode=False, margin={"l": 8, "r": 10, "t": 8, "b": 0})
    return figure


def _band(epochs: np.ndarray, low: np.ndarray, high: np.ndarray, ink: str) -> go.Scatter:
    red, green, blue = (int(ink[place : place + 2], 16) for place in (1, 3, 5))
    return go.Scatter(
        x=np.concatenate([epochs, epochs[::-1]]),
        y=np.concatenate([high, low[::-1]]),
        fill="toself",
        fillcolor=f"rgba({red}, {green}, {blue}, 0.14)",
        line={"width": 0},
        mode="lines",
        hoverinfo="skip",
    )
