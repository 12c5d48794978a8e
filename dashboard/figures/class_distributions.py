"""One number's distribution in every class, one row a class, on a common axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go

from dashboard.figures.plain import distinct
from dashboard.figures.tones import tones

READING = "Rows of bars are scaled to their own highest one: compare where bars stand, not how high they are."
ROW = 30  # px a class
FILLED = 0.86  # of a row's height, by its highest bar


@dataclass(frozen=True)
class Row:
    """One class.

    Attributes:
        name: any text.
        counts: (bins,) samples.
        color: hex.
    """

    name: str
    counts: np.ndarray
    color: str


def class_distributions(rows: Sequence[Row], *, first: float, width: float, dark: bool = False) -> go.Figure:
    """Histograms above each other.

    Args:
        rows: from the top down.
        first: where the first bin begins.
        width: of a bin.
        dark: for a dark page.
    """
    tone = tones(dark)
    figure = go.Figure()
    names = distinct([row.name for row in rows], longest=14)
    for place, (row, name) in enumerate(zip(rows, names, strict=True)):
        figure.add_trace(_bars(row, name, len(rows) - 1 - place, (first, width)))
        figure.add_hline(y=len(rows) - 1 - place, line={"color": tone.quiet, "width": 0.6})
    labels = [f"{name}  <b>{int(row.counts.sum()):,}</b>" for name, row in zip(names, rows, strict=True)]
    figure.update_yaxes(
        tickvals=[len(rows) - 1 - place + 0.3 for place in range(len(rows))],
        ticktext=labels,
        range=[-0.05, len(rows)],
        showgrid=False,
        fixedrange=True,
        ticks="",
        automargin=True,
    )
    span = width * len(rows[0].counts) if rows else 1.0
    figure.update_xaxes(range=[first, first + span], fixedrange=True, ticks="outside")
    figure.update_layout(
        height=40 + ROW * len(rows), bargap=0, barmode="overlay", showlegend=False, dragmode=False, hovermode="closest"
    )
    return figure


def _bars(row: Row, name: str, base: float, axis: tuple[float, float]) -> go.Bar:
    first, width = axis
    total = max(int(row.counts.sum()), 1)
    starts = first + width * np.arange(len(row.counts))
    said = [
        f"<b>{name}</b>, {low:g} to {low + width:g}<br>{int(count):,} samples ({100 * count / total:.3g} %)"
        for low, count in zip(starts, row.counts, strict=True)
    ]
    return go.Bar(
        x=starts + width / 2,
        y=FILLED * row.counts / max(int(row.counts.max()), 1),
        base=base,
        width=0.92 * width,
        marker={"color": row.color, "line": {"width": 0}},
        hovertext=said,
        hovertemplate="%{hovertext}<extra></extra>",
    )
