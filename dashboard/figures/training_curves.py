"""Curves over epochs: what training logged and what was recomputed, with bands for the 95 % intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go

from dashboard.figures.tones import tones

HEIGHT = 280  # px
MOST_TICKS = 12
DASHES = {"validation": "solid", "test": "dash", "train": "dot"}


@dataclass(frozen=True)
class Curve:
    """One line.

    Attributes:
        name: at the line's end and on hover; plain words of the code.
        epochs: (e,) rising, irregular or not.
        values: (e,) float; NaN leaves a gap.
        low, high: (e,) ends of the interval, or None.
        dash: Plotly's line style.
        loud: drawn in ink, with its band; the others are quiet.
        logged: written by training itself, drawn with open markers.
    """

    name: str
    epochs: Sequence[int]
    values: np.ndarray
    low: np.ndarray | None = None
    high: np.ndarray | None = None
    dash: str = "solid"
    loud: bool = False
    logged: bool = False


def training_curves(curves: Sequence[Curve], *, title: str, epoch: int | None = None, dark: bool = False) -> go.Figure:
    """A figure of curves over epochs.

    Args:
        curves: in the order drawn; the last lies on top.
        title: of the y axis.
        epoch: the epoch in view, marked by a vertical line.
        dark: for a dark page.
    """
    tone = tones(dark)
    figure = go.Figure()
    if epoch is not None:
        figure.add_vline(x=epoch, line={"color": tone.quiet, "width": 1})
    for curve in curves:
        color = tone.ink if curve.loud else tone.quiet
        if curve.loud and curve.low is not None and curve.high is not None:
            figure.add_trace(_band(curve, color))
        figure.add_trace(_line(curve, color))
    _name_ends(figure, curves, tone)
    epochs = sorted({0} | {epoch for curve in curves for epoch in curve.epochs})
    room = 0.02 * max(epochs[-1], 1)
    ticks = {"tickvals": epochs} if len(epochs) <= MOST_TICKS else {"tickformat": "d", "nticks": MOST_TICKS}
    reach = [-room, max(epochs[-1], 1) + room]
    figure.update_xaxes(title="epoch", fixedrange=True, range=reach, showgrid=False, **ticks)
    figure.update_yaxes(title=title, fixedrange=True)
    margin = {"l": 8, "r": 84, "t": 8, "b": 8}
    figure.update_layout(height=HEIGHT, showlegend=False, dragmode=False, hovermode="x unified", margin=margin)
    return figure


def _line(curve: Curve, color: str) -> go.Scatter:
    return go.Scatter(
        x=list(curve.epochs),
        y=curve.values,
        name=curve.name,
        mode="lines+markers" if curve.logged or len(curve.epochs) == 1 else "lines",
        line={"color": color, "width": 2 if curve.loud else 1.5, "dash": curve.dash},
        marker={"symbol": "circle-open" if curve.logged else "circle", "size": 6, "color": color},
        hovertemplate="%{y:.3f}",
        cliponaxis=False,
    )


def _band(curve: Curve, color: str) -> go.Scatter:
    known = np.isfinite(curve.low) & np.isfinite(curve.high)  # type: ignore[arg-type]
    epochs = np.asarray(curve.epochs)[known]
    low, high = np.asarray(curve.low)[known], np.asarray(curve.high)[known]
    return go.Scatter(
        x=np.concatenate([epochs, epochs[::-1]]),
        y=np.concatenate([high, low[::-1]]),
        fill="toself",
        fillcolor=_faint(color),
        line={"width": 0},
        mode="lines",
        hoverinfo="skip",
    )


def _name_ends(figure: go.Figure, curves: Sequence[Curve], tone) -> None:
    """Write each curve's name at its end, moved apart where ends lie close together."""
    ends = [(float(curve.values[last]), curve) for curve in curves if (last := _last(curve.values)) is not None]
    if not ends:
        return
    everything = np.concatenate([curve.values for curve in curves] + [_bound(curve) for curve in curves])
    span = float(np.nanmax(everything) - np.nanmin(everything)) or 1.0
    gap = span * 16 / (HEIGHT - 70)  # 16 px of text in the room between the margins
    places = spread([value for value, _ in ends], gap)
    for (_, curve), place in zip(ends, places, strict=True):
        figure.add_annotation(
            x=1, xref="paper", xanchor="left", xshift=6, y=place, text=curve.name, showarrow=False,
            font={"size": 13, "color": tone.ink if curve.loud else tone.quiet},
        )  # fmt: skip


def spread(values: Sequence[float], gap: float) -> list[float]:
    """Move values apart until neighbors are at least `gap` away, keeping their order and their middle.

    Args:
        values: where things are.
        gap: the least distance.
    """
    order = np.argsort(values, kind="stable")
    wanted = np.asarray(values, float)[order]
    groups = [[value, 1] for value in wanted]  # middle and size of runs that touch
    merged: list[list[float]] = []
    for middle, size in groups:
        merged.append([middle, size])
        while len(merged) > 1 and merged[-1][0] - merged[-2][0] < gap * (merged[-1][1] + merged[-2][1]) / 2:
            (low, few), (high, more) = merged[-2], merged.pop()
            merged[-1] = [(low * few + high * more) / (few + more), few + more]
    placed = [middle + gap * (step - (size - 1) / 2) for middle, size in merged for step in range(int(size))]
    result = np.empty(len(wanted))
    result[order] = placed
    return result.tolist()


def _last(values: np.ndarray) -> int | None:
    finite = np.flatnonzero(np.isfinite(values))
    return int(finite[-1]) if len(finite) else None


def _bound(curve: Curve) -> np.ndarray:
    ends = [end for end in (curve.low, curve.high) if curve.loud and end is not None]
    return np.concatenate(ends) if ends else np.zeros(0)


def _faint(color: str) -> str:
    red, green, blue = (int(color[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, 0.14)"
