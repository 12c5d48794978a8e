"""Invisible marks over the cells of a heat map: Plotly reports clicks on points, not on cells."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

# How a figure has to be laid out for its cells to take clicks.
CLICKABLE = {
    "hovermode": "closest",
    "hoverdistance": 1000,  # px: anywhere in a cell its own middle is the nearest one
    "clickmode": "event+select",
    "dragmode": False,
    "showlegend": False,
}


def cell_clicks(count: int, *, size: int, hover: list[str], customdata: np.ndarray | None = None) -> go.Scatter:
    """One mark in each cell of a square map.

    Args:
        count: of rows and of columns.
        size: of a mark, in pixels.
        hover: (count · count,) what is said over each cell, row by row; HTML as Plotly knows it.
        customdata: (count · count, k) what a click reports besides.
    """
    rows, columns = np.divmod(np.arange(count * count), count)
    invisible = {"marker": {"opacity": 0}}
    return go.Scatter(
        x=columns,
        y=rows,
        mode="markers",
        marker={"opacity": 0, "size": size, "symbol": "square"},
        selected=invisible,
        unselected=invisible,
        customdata=customdata,
        hovertext=hover,
        hovertemplate="%{hovertext}<extra></extra>",
        showlegend=False,
    )
