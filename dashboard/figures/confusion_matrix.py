"""The confusion matrix: right answers and errors in two colors, a number in every cell, every cell to be clicked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go

from dashboard.figures.cell_clicks import CLICKABLE, cell_clicks
from dashboard.figures.plain import distinct, plain
from dashboard.figures.tones import Scale, Tones, tones

READING = (
    "Each row is a label, each column what the model said: blue is right, orange is an error, darker is a larger share "
    "of its row. It does not say how sure the model was, nor how often a class occurs outside this split."
)
STACKED = 12  # classes; a larger matrix takes the page's whole width, names upright
MOST_WITH_NUMBERS = 40  # classes; beyond, a number would be smaller than 9 px and hover has to do
WIDE_NAMES = 75  # characters of the longest name times classes; beyond, the names above the columns are tilted
OUTLINES = {"open": "solid", "sample": "dot"}


def confusion_matrix(
    counts: np.ndarray,
    classes: Sequence[str],
    *,
    shares: bool = False,
    outlines: Mapping[str, tuple[int, int]] | None = None,
    dark: bool = False,
) -> go.Figure:
    """Counts or row shares of every label and prediction.

    Color is the square root of the row's share in both views: rare classes are read as well as common ones, and an
    error of 1 % is still visible. The last trace is invisible and takes the clicks: its point number i is the cell
    `divmod(i, c)`.

    Args:
        counts: (c, c) int; row = label, column = prediction.
        classes: (c,) names, any text.
        shares: write each cell's share of its row in percent in place of its count.
        outlines: "open" and "sample" -> (row, column) of the cell to outline.
        dark: for a dark page.
    """
    n_classes, tone = len(classes), tones(dark)
    share = row_shares(counts)
    words = _cell_words(counts, share, shares=shares)
    figure = go.Figure()
    diagonal, depth = np.eye(n_classes, dtype=bool), np.sqrt(share)
    for inside, scale in ((diagonal, tone.right), (~diagonal, tone.wrong)):
        for part, ink in ((depth < tone.deep, tone.ink), (depth >= tone.deep, tone.ink_on_deep)):
            figure.add_trace(_cells(np.where(inside & part, depth, np.nan), words, (scale, ink)))
    figure.add_trace(_clicks(counts, share, classes))
    for name, (row, column) in (outlines or {}).items():
        figure.add_shape(_outline(row, column, OUTLINES[name], tone))
    return _framed(figure, counts, classes)


def row_shares(counts: np.ndarray) -> np.ndarray:
    """Each cell's share of its row: (c, c) float64 in [0, 1], NaN in a row without samples."""
    totals = counts.sum(axis=1, keepdims=True)
    return np.divide(counts, totals, out=np.full(counts.shape, np.nan), where=totals > 0)


def _cell_words(counts: np.ndarray, share: np.ndarray, *, shares: bool) -> np.ndarray:
    words = np.empty(counts.shape, object)
    for cell, count in np.ndenumerate(counts):
        if not count:
            words[cell] = ""
        elif shares:
            words[cell] = "<1" if share[cell] < 0.005 else f"{100 * share[cell]:.0f}"
        else:
            words[cell] = _grouped(count)
    return words


def _cells(values: np.ndarray, words: np.ndarray, colors: tuple[Scale, str]) -> go.Heatmap:
    """The cells that have a value, with their numbers in one ink."""
    n_classes, (scale, ink) = len(values), colors
    return go.Heatmap(
        z=values,
        zmin=0,
        zmax=1,
        colorscale=scale,
        showscale=False,
        text=np.where(np.isfinite(values), words, ""),
        texttemplate="%{text}" if n_classes <= MOST_WITH_NUMBERS else None,
        textfont={"size": _text_size(n_classes), "color": ink},
        xgap=1 if n_classes > 12 else 2,
        ygap=1 if n_classes > 12 else 2,
        hoverinfo="skip",
    )


def _clicks(counts: np.ndarray, share: np.ndarray, classes: Sequence[str]) -> go.Scatter:
    rows, columns = np.divmod(np.arange(counts.size), len(classes))
    names = [plain(name, longest=60) for name in classes]
    hover = [
        f"label <b>{names[row]}</b><br>predicted <b>{names[column]}</b><br>{_in_words(counts, share, row, column)}"
        for row, column in zip(rows, columns, strict=True)
    ]
    return cell_clicks(len(classes), size=12, hover=hover)


def _in_words(counts: np.ndarray, share: np.ndarray, row: int, column: int) -> str:
    total = int(counts[row].sum())
    if not total:
        return "no samples of this label"
    return f"{_grouped(counts[row, column])} of {_grouped(total)} ({100 * share[row, column]:.3g} %)"


def _outline(row: int, column: int, dash: str, tone: Tones) -> dict:
    inset = 0.5 if dash == "solid" else 0.42
    return {
        "type": "rect",
        "x0": column - inset,
        "x1": column + inset,
        "y0": row - inset,
        "y1": row + inset,
        "line": {"color": tone.ink, "width": 2.5, "dash": dash},
        "layer": "above",
    }


def _framed(figure: go.Figure, counts: np.ndarray, classes: Sequence[str]) -> go.Figure:
    n_classes = len(classes)
    size = 13 if n_classes <= 12 else 11 if n_classes <= 20 else 10
    names = distinct(list(classes), longest=18)
    supports = [f"{name}  <b>{_grouped(total)}</b>" for name, total in zip(names, counts.sum(axis=1), strict=True)]
    places = list(range(n_classes))
    axis = {"tickvals": places, "tickfont": {"size": size}, "showgrid": False, "zeroline": False, "ticks": ""}
    axis |= {"showline": False, "fixedrange": True, "automargin": True}
    tilted = max(len(name) for name in names) * n_classes > WIDE_NAMES
    angle = 0 if not tilted else -40 if n_classes <= STACKED else -90
    top = {"side": "top", "title": "predicted", "ticktext": names, "tickangle": angle}
    left = {"title": "label, samples", "ticktext": supports, "range": [n_classes - 0.5, -0.5]}
    figure.update_xaxes(range=[-0.5, n_classes - 0.5], **axis, **top)
    figure.update_yaxes(**axis, **left)
    figure.update_layout(
        height=height(n_classes),
        margin={"l": 8, "r": 84 if angle == -40 else 8, "t": 8, "b": 8},
        **CLICKABLE,
    )
    return figure


def height(n_classes: int) -> int:
    """Pixels: cells as square as the page allows, numbers readable from 2 to 40 classes."""
    cell = 110 if n_classes <= 2 else 78 if n_classes <= 4 else 44 if n_classes <= 8 else 34 if n_classes <= 14 else 22
    return 110 + cell * n_classes


def _text_size(n_classes: int) -> int:
    for most, size in ((4, 17), (8, 14), (14, 12), (20, 11)):
        if n_classes <= most:
            return size
    return 10


def _grouped(count: int) -> str:
    return f"{count:,}".replace(",", "\u202f")
