"""ROC and precision-recall curves of one class against the rest."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go

from analysis.metrics import Curve
from dashboard.figures.tones import Tones, tones

ROC_READING = (
    "Every threshold's trade between missed and false alarms; the area is the chance that a random case of this class "
    "scores above a random other sample. It does not say how often an alarm is right: see precision."
)
PR_READING = (
    "How many alarms are right (precision) for each share of cases found (recall); the dashed line is guessing. "
    "It holds for this split's prevalence only."
)
HEIGHT = 250  # px


@dataclass(frozen=True)
class Line:
    """How a curve is drawn.

    Attributes:
        color: the class's color, "#rrggbb".
        at: (x, y) of the threshold in use, marked; None for none.
        dark: for a dark page.
    """

    color: str
    at: tuple[float, float] | None = None
    dark: bool = False


def roc(curve: Curve, line: Line) -> go.Figure:
    """The ROC curve, the diagonal of guessing, the area and its interval.

    Args:
        curve: a curve with points; one without has a `reason` to show in place of a figure.
        line: how to draw it.
    """
    tone = tones(line.dark)
    figure = go.Figure(_reference([0, 1], [0, 1], tone))
    figure.add_trace(
        _drawn(curve, line.color, "false positive rate %{x:.3~f}<br>sensitivity %{y:.3~f}", shape="linear")
    )
    return _framed(figure, line, x="false positive rate", y="sensitivity")


def precision_recall(curve: Curve, line: Line) -> go.Figure:
    """The precision-recall curve in steps, the prevalence, the area and its interval.

    Args:
        curve: a curve with points.
        line: how to draw it.
    """
    tone = tones(line.dark)
    prevalence = curve.prevalence or 0.0
    figure = go.Figure(_reference([0, 1], [prevalence, prevalence], tone))
    figure.add_trace(_drawn(curve, line.color, "recall %{x:.3~f}<br>precision %{y:.3~f}", shape="vh"))
    figure.add_annotation(_prevalence(curve, prevalence, tone))
    return _framed(figure, line, x="recall (sensitivity)", y="precision")


def _prevalence(curve: Curve, prevalence: float, tone: Tones) -> dict:
    """The number of the dashed line, where the curve is not: below it, above its right end, or in the corner."""
    before_the_end = (curve.x >= 0.6) & (curve.x < 1)  # at recall 1 every curve drops to the prevalence
    if prevalence > 0.12:
        place = {"y": prevalence, "yanchor": "top"}
    elif curve.y[before_the_end].min(initial=1.0) - prevalence > 0.25:
        place = {"y": prevalence, "yanchor": "bottom"}
    else:
        place = {"y": 1.0, "yanchor": "top"}
    text = f"{'dashed: ' if place['y'] == 1.0 else ''}prevalence {prevalence:.3g}"
    font = {"color": tone.quiet, "size": 12}
    return {**place, "x": 0.985, "xanchor": "right", "text": text, "showarrow": False, "font": font}


def _drawn(curve: Curve, color: str, words: str, *, shape: str) -> go.Scatter:
    thresholds = np.where(np.isfinite(curve.thresholds), curve.thresholds, 1.0)
    return go.Scatter(
        x=curve.x.astype(np.float32),
        y=curve.y.astype(np.float32),
        customdata=thresholds.astype(np.float32),
        mode="lines" if len(curve.x) > 60 else "lines+markers",
        line={"color": color, "width": 2.5, "shape": shape},
        marker={"size": 4, "color": color},
        hovertemplate="threshold %{customdata:.3~f}<br>" + words + "<extra></extra>",
        cliponaxis=False,
        showlegend=False,
    )


def _reference(x: list[float], y: list[float], tone: Tones) -> go.Scatter:
    line = {"color": tone.quiet, "width": 1.25, "dash": "dash"}
    return go.Scatter(x=x, y=y, mode="lines", line=line, hoverinfo="skip", showlegend=False)


def _framed(figure: go.Figure, line: Line, *, x: str, y: str) -> go.Figure:
    tone = tones(line.dark)
    if line.at is not None:
        marker = {"size": 11, "color": line.color, "line": {"color": tone.ink, "width": 2}}
        figure.add_trace(
            go.Scatter(
                x=[line.at[0]],
                y=[line.at[1]],
                mode="markers",
                marker=marker,
                cliponaxis=False,
                showlegend=False,
                hovertemplate="threshold in use<extra></extra>",
            )
        )
    axis = {"range": [-0.01, 1.01], "tickvals": [0, 0.25, 0.5, 0.75, 1], "fixedrange": True, "zeroline": False}
    figure.update_xaxes(title=x, **axis)
    figure.update_yaxes(title=y, **axis)
    figure.update_layout(height=HEIGHT, hovermode="closest", dragmode=False, margin={"l": 8, "r": 12, "t": 10, "b": 8})
    return figure
