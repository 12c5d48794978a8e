"""How alike every pair of epochs is, as a square of cells of which each can be clicked."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from dashboard.figures.cell_clicks import CLICKABLE, cell_clicks
from dashboard.figures.tones import Tones, tones

MOST_WITH_NUMBERS = 16  # epochs; beyond, a number would be smaller than 10 px
MOST_WITH_GAPS = 24
MOST_TICKS = 16
CLICKS = 2  # which trace of the figure takes the clicks
NEVER_BELOW = 0.9  # where the scale begins at the latest, so that next to nothing does not look like much
HEIGHT = 500  # px, of the square with its scale below


def epoch_similarity(
    values: np.ndarray,
    epochs: Sequence[int],
    *,
    name: str,
    opened: tuple[int, int] | None = None,
    in_view: int | None = None,
    dark: bool = False,
) -> go.Figure:
    """A heat map of a symmetric figure.

    Every epoch takes the same room, however far apart their numbers are. The last trace is invisible and takes the
    clicks: its point number i is the cell `divmod(i, e)`.

    Args:
        values: (e, e) float in [0, 1]; a cell that is not finite is left empty.
        epochs: (e,) epoch numbers, rising.
        name: of the figure, a word or two.
        opened: row and column of the pair that is compared.
        in_view: place of the epoch in view.
        dark: for a dark page.
    """
    tone, count = tones(dark), len(epochs)
    low = scale_start(values)
    figure = go.Figure()
    deep = low + tone.deep * (1 - low)
    for inside, ink in ((values < deep, tone.ink), (values >= deep, tone.ink_on_deep)):
        figure.add_trace(_cells(np.where(inside, values, np.nan), ink))
    figure.update_layout(coloraxis={"cmin": low, "cmax": 1, "colorscale": tone.right, "colorbar": _bar(low, name)})
    figure.add_trace(_clicks(values, epochs, name))
    if in_view is not None:
        figure.add_shape(_outline((in_view, in_view), count, "dot", tone))
    for cell in {opened, opened[::-1]} if opened else ():
        figure.add_shape(_outline(cell, count, "solid", tone))
    return _framed(figure, epochs, count)


def scale_start(values: np.ndarray) -> float:
    """Where the colors begin: the lowest figure, rounded down to a tenth."""
    finite = values[np.isfinite(values)]
    return float(min(np.floor(10 * finite.min() + 1e-9) / 10, NEVER_BELOW)) if len(finite) else 0.0


def in_cell(value: float) -> str:
    """Two decimals, and never a 0 or 1 that is not one; empty where there is no figure."""
    if not np.isfinite(value):
        return ""
    if 0.995 <= value < 1:
        return ">.99"
    return "<.01" if 0 < value < 0.005 else f"{value:.2f}"


def _cells(values: np.ndarray, ink: str) -> go.Heatmap:
    """The cells that have a value, with their numbers in one ink."""
    count = len(values)
    written = count <= MOST_WITH_NUMBERS
    return go.Heatmap(
        z=values,
        coloraxis="coloraxis",
        text=[[in_cell(value) for value in row] for row in values] if written else None,
        texttemplate="%{text}" if written else None,
        textfont={"size": 13 if count <= 8 else 11 if count <= 12 else 10, "color": ink},
        xgap=1 if count <= MOST_WITH_GAPS else 0,
        ygap=1 if count <= MOST_WITH_GAPS else 0,
        hoverinfo="skip",
    )


def _bar(low: float, name: str) -> dict:
    return {
        "orientation": "h",
        "title": {"text": name, "side": "top", "font": {"size": 13}},
        "thickness": 8,
        "len": 0.5,
        "x": 0,
        "xanchor": "left",
        "y": -0.13,
        "yanchor": "top",
        "outlinewidth": 0,
        "tickvals": [low, (1 + low) / 2, 1],
        "tickformat": ".2~f",
        "tickfont": {"size": 12},
    }


def _clicks(values: np.ndarray, epochs: Sequence[int], name: str) -> go.Scatter:
    count, numbers = len(epochs), np.asarray(epochs)
    pairs = np.stack([np.repeat(numbers, count), np.tile(numbers, count)], axis=1)
    figures = [f"{value:.3f}" if np.isfinite(value) else "undefined" for value in values.ravel()]
    hover = [
        f"epochs {first} and {second}<br>{name} <b>{figure}</b>"
        for (first, second), figure in zip(pairs, figures, strict=True)
    ]
    return cell_clicks(count, size=8, hover=hover, customdata=pairs)


def _outline(cell: tuple[int, int], count: int, dash: str, tone: Tones) -> dict:
    (row, column), inset = cell, max(0.5 if dash == "solid" else 0.4, count / 60)  # no smaller than can be seen
    corners = {"x0": column - inset, "x1": column + inset, "y0": row - inset, "y1": row + inset}
    return {"type": "rect", **corners, "line": {"color": tone.ink, "width": 2, "dash": dash}, "layer": "above"}


def _framed(figure: go.Figure, epochs: Sequence[int], count: int) -> go.Figure:
    step = -(-count // MOST_TICKS)
    places = list(range(0, count, step))
    axis = {"tickvals": places, "ticktext": [str(epochs[place]) for place in places], "showgrid": False, "ticks": ""}
    axis |= {"showline": False, "fixedrange": True, "constrain": "domain"}
    figure.update_xaxes(
        range=[-0.5, count - 0.5], title={"text": "epoch", "standoff": 6}, constraintoward="left", **axis
    )
    figure.update_yaxes(
        range=[count - 0.5, -0.5],
        title={"text": "epoch", "standoff": 6},
        scaleanchor="x",
        constraintoward="top",
        **axis,
    )
    figure.update_layout(
        height=HEIGHT,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        **CLICKABLE,
    )
    return figure
