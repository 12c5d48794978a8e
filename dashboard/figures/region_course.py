"""How much of their surroundings regions are themselves, epoch by epoch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go

from analysis.metrics.group_means import Figure
from dashboard.figures.plain import plain
from dashboard.figures.tones import tones

HEIGHT = 230  # px


@dataclass(frozen=True)
class Course:
    """One line.

    Attributes:
        name: any text.
        color: "#rrggbb".
        shares: (e,) in [0, 1] with the ends of their intervals; NaN where there is none.
        chance: float in [0, 1].
        dashed: told from others without color.
    """

    name: str
    color: str
    shares: Figure
    chance: float
    dashed: bool = False


def region_course(
    epochs: Sequence[int], courses: Sequence[Course], *, marked: Sequence[int] = (), dark: bool = False
) -> go.Figure:
    """A line with its band for every region, and the share that chance would give, dotted.

    Args:
        epochs: (e,) epoch numbers, rising.
        courses: what is drawn.
        marked: epochs marked by a dot on every line.
        dark: for a dark page.
    """
    figure, shown = go.Figure(), [place for place, epoch in enumerate(epochs) if epoch in marked]
    for course in courses:
        figure.add_hline(y=course.chance, line={"color": course.color, "width": 1, "dash": "dot"})
        figure.add_trace(_band(epochs, course))
        line = {"color": course.color, "width": 2, "dash": "dash" if course.dashed else "solid"}
        name = plain(course.name)
        hover = f"{name}, epoch %{{x}}: %{{y:.1%}}<extra></extra>"
        figure.add_trace(
            go.Scatter(x=list(epochs), y=course.shares.value, mode="lines", line=line, name=name, hovertemplate=hover)
        )
        dots = {"size": 9, "color": course.color, "line": {"color": tones(dark).surface, "width": 1}}
        at = {"x": [epochs[place] for place in shown], "y": [course.shares.value[place] for place in shown]}
        figure.add_trace(
            go.Scatter(**at, mode="markers", marker=dots, hoverinfo="skip", cliponaxis=False, showlegend=False)
        )
    figure.update_yaxes(range=[0, 1.02], tickvals=[0, 0.25, 0.5, 0.75, 1], tickformat=".0%", fixedrange=True)
    figure.update_xaxes(title="epoch", fixedrange=True)
    above = {"orientation": "h", "x": 0, "xanchor": "left", "y": 1, "yanchor": "bottom", "font": {"size": 13}}
    top = 34 if len(courses) > 1 else 8  # px: the names stand above the topmost line, not in it
    figure.update_layout(height=HEIGHT + top - 8, dragmode=False, margin={"l": 8, "r": 12, "t": top, "b": 0})
    figure.update_layout(showlegend=len(courses) > 1, legend=above)
    return figure


def _band(epochs: Sequence[int], course: Course) -> go.Scatter:
    """The intervals; no wider than the line where there is none."""
    value, low, high = course.shares.value, course.shares.low, course.shares.high
    low, high = np.where(np.isnan(low), value, low), np.where(np.isnan(high), value, high)
    there, back = list(epochs), list(epochs)[::-1]
    red, green, blue = (int(course.color[start : start + 2], 16) for start in (1, 3, 5))
    return go.Scatter(
        x=there + back,
        y=[*high, *low[::-1]],
        fill="toself",
        fillcolor=f"rgba({red}, {green}, {blue}, 0.16)",
        line={"width": 0},
        hoverinfo="skip",
        showlegend=False,
    )
