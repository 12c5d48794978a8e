"""The way of a run from looks to meaning: one point an epoch, label agreement against likeness."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go

from dashboard.figures.tones import Tones, tones

HEIGHT = 300  # px


@dataclass(frozen=True)
class Mark:
    """A place that no epoch made: pairs by chance, nearest in pixels.

    Attributes:
        agreement: share of pairs of one label.
        likeness: similarity.
        name: plain words of the code.
    """

    agreement: float
    likeness: float
    name: str


def looks_against_meaning(
    epochs: Sequence[int],
    agreement: np.ndarray,
    likeness: np.ndarray,
    *,
    marks: Sequence[Mark] = (),
    epoch: int,
    dark: bool = False,
) -> go.Figure:
    """A line through the epochs in their order; the first, the last and the one in view carry their number.

    Args:
        epochs: (e,) epoch numbers, rising.
        agreement: (e,) share of neighbors with the sample's label: the x axis.
        likeness: (e,) similarity of neighbors: the y axis.
        epoch: the one in view.
        dark: for a dark page.
    """
    tone = tones(dark)
    figure = go.Figure(_way(epochs, agreement, likeness, epoch, tone))
    for mark in marks:
        if np.isfinite([mark.agreement, mark.likeness]).all():
            figure.add_trace(_mark(mark, tone))
    known = [place for place in range(len(epochs)) if np.isfinite([agreement[place], likeness[place]]).all()]
    spoken = {known[0], known[-1]} | {place for place in known if epochs[place] == epoch} if known else set()
    for place in sorted(spoken):
        figure.add_annotation(
            x=agreement[place], y=likeness[place], text=f"epoch {epochs[place]}", showarrow=False,
            yshift=-13 if place == known[0] else 13,
            font={"size": 12, "color": tone.ink},
        )  # fmt: skip
    figure.update_xaxes(title="neighbours of the same label →", tickformat=".0%", fixedrange=True, nticks=7)
    figure.update_yaxes(title="neighbours look alike →", tickformat=".3~g", fixedrange=True, nticks=6)
    margin = {"l": 8, "r": 24, "t": 14, "b": 8}
    figure.update_layout(height=HEIGHT, showlegend=False, dragmode=False, margin=margin)
    return figure


def _way(epochs: Sequence[int], agreement: np.ndarray, likeness: np.ndarray, epoch: int, tone: Tones) -> go.Scatter:
    sizes = [11 if number == epoch else 5 for number in epochs]
    return go.Scatter(
        x=agreement,
        y=likeness,
        customdata=list(epochs),
        mode="lines+markers",
        line={"color": tone.ink, "width": 1.25},
        marker={"size": sizes, "color": tone.ink, "line": {"width": 0}},
        hovertemplate="epoch %{customdata}: %{x:.1%} same label, likeness %{y:.3~f}<extra></extra>",
        cliponaxis=False,
    )


def _mark(mark: Mark, tone: Tones) -> go.Scatter:
    return go.Scatter(
        x=[mark.agreement],
        y=[mark.likeness],
        mode="markers+text",
        text=[mark.name],
        textposition="top right",
        textfont={"size": 12, "color": tone.quiet},
        marker={"size": 9, "symbol": "cross-thin-open", "color": tone.quiet, "line": {"width": 1.5}},
        hovertemplate=f"{mark.name}: %{{x:.1%}} same label, likeness %{{y:.3~f}}<extra></extra>",
        cliponaxis=False,
    )
