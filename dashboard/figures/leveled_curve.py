"""One figure over epochs between named levels to compare with: what chance gives, what looks alone give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go

from dashboard.figures.tones import Tones, tones
from dashboard.figures.training_curves import spread

HEIGHT = 220  # px
SMALL = 150  # px
LINE = 15  # px between the middles of two names
MOST_TICKS = 12


@dataclass(frozen=True)
class Level:
    """A line to compare with, the same at every epoch or not.

    Attributes:
        values: (e,) float; NaN leaves a gap.
        name: at its end and on hover, plain words of the code.
        dash: Plotly's line style.
    """

    values: np.ndarray
    name: str
    dash: str = "dash"

    @property
    def end(self) -> float:
        """Where its name stands: its last value; NaN when it has none."""
        finite = self.values[np.isfinite(self.values)]
        return float(finite[-1]) if len(finite) else float("nan")


@dataclass(frozen=True)
class Series:
    """What is drawn over the epochs.

    Attributes:
        epochs: (e,) epoch numbers, rising.
        values: (e,) float; NaN leaves a gap.
        low, high: (e,) ends of the interval, NaN where there is none.
    """

    epochs: Sequence[int]
    values: np.ndarray
    low: np.ndarray
    high: np.ndarray


def leveled_curve(
    series: Series,
    levels: Sequence[Level],
    *,
    epoch: int,
    percent: bool = False,
    small: bool = False,
    reach: tuple[float, float] | None = None,
    dark: bool = False,
) -> go.Figure:
    """A line with its band, the epoch in view marked, and the levels with their names at the right.

    Args:
        epoch: the one in view.
        percent: values are shares, read as per cent.
        small: one of several side by side: lower, and without names.
        reach: what the y axis must hold, the same for several figures; None: what is drawn.
        dark: for a dark page.
    """
    tone, height = tones(dark), SMALL if small else HEIGHT
    kept = [level for level in levels if np.isfinite(level.end)]
    form = ".1%" if percent else ".3~f"
    figure = go.Figure()
    for level in kept:
        figure.add_trace(_level(series.epochs, level, form, tone))
    _band(figure, series, tone)
    _line(figure, series, tone, form)
    _mark(figure, series, epoch, tone)
    span = _aired(reach or _reach(series, kept))
    if not small:
        _names(figure, kept, span, tone)
    _axes(figure, series.epochs, span, percent=percent, small=small)
    margin = {"l": 8, "r": 10 if small else 128, "t": 8, "b": 0}
    figure.update_layout(height=height, showlegend=False, dragmode=False, margin=margin)
    return figure


def _level(epochs: Sequence[int], level: Level, form: str, tone: Tones) -> go.Scatter:
    alone = len(epochs) == 1
    return go.Scatter(
        x=list(epochs),
        y=level.values,
        mode="markers" if alone else "lines",
        line={"color": tone.quiet, "width": 1.25, "dash": level.dash},
        marker={"symbol": "line-ew-open", "size": 24, "color": tone.quiet},
        hovertemplate=f"{level.name}: %{{y:{form}}}<extra></extra>",
    )


def _line(figure: go.Figure, series: Series, tone: Tones, form: str) -> None:
    ends = np.column_stack([series.low, series.high])
    banded = np.isfinite(ends).all()
    spoken = f" [%{{customdata[0]:{form}}}, %{{customdata[1]:{form}}}]" if banded else ""
    figure.add_trace(
        go.Scatter(
            x=list(series.epochs),
            y=series.values,
            customdata=ends,
            mode="lines+markers" if np.isfinite(series.values).sum() < 2 else "lines",
            line={"color": tone.ink, "width": 2},
            hovertemplate=f"epoch %{{x}}: %{{y:{form}}}{spoken}<extra></extra>",
            cliponaxis=False,
        )
    )


def _band(figure: go.Figure, series: Series, tone: Tones) -> None:
    known = np.isfinite(series.low) & np.isfinite(series.high)
    if not known.any():
        return
    red, green, blue = (int(tone.ink[place : place + 2], 16) for place in (1, 3, 5))
    epochs, low, high = np.asarray(series.epochs)[known], series.low[known], series.high[known]
    figure.add_trace(
        go.Scatter(
            x=np.concatenate([epochs, epochs[::-1]]),
            y=np.concatenate([high, low[::-1]]),
            fill="toself",
            fillcolor=f"rgba({red}, {green}, {blue}, 0.16)",
            line={"width": 0},
            mode="lines",
            hoverinfo="skip",
        )
    )


def _mark(figure: go.Figure, series: Series, epoch: int, tone: Tones) -> None:
    shown = [place for place, number in enumerate(series.epochs) if number == epoch]
    figure.add_trace(
        go.Scatter(
            x=[series.epochs[place] for place in shown],
            y=[series.values[place] for place in shown],
            mode="markers",
            marker={"size": 9, "color": tone.ink},
            hoverinfo="skip",
            cliponaxis=False,
        )
    )


def _reach(series: Series, levels: Sequence[Level]) -> tuple[float, float]:
    """The lowest and the highest of everything drawn."""
    values = np.concatenate([series.values, series.low, series.high, *(level.values for level in levels)])
    values = values[np.isfinite(values)]
    if not len(values):
        return 0.0, 1.0
    return float(values.min()), float(values.max())


def _aired(reach: tuple[float, float]) -> tuple[float, float]:
    air = 0.08 * (reach[1] - reach[0]) or 0.05
    return reach[0] - air, reach[1] + air


def _names(figure: go.Figure, levels: Sequence[Level], span: tuple[float, float], tone: Tones) -> None:
    """Each level's name at its end, moved apart where two would touch."""
    gap = (span[1] - span[0]) * LINE / (HEIGHT - 60)
    places = spread([level.end for level in levels], gap) if levels else []
    for level, place in zip(levels, places, strict=True):
        figure.add_annotation(
            x=1, xref="paper", xanchor="left", xshift=6, y=place, text=level.name, showarrow=False,
            font={"size": 12, "color": tone.quiet},
        )  # fmt: skip


def _axes(figure: go.Figure, epochs: Sequence[int], span: tuple[float, float], *, percent: bool, small: bool) -> None:
    numbers, most = list(epochs), 4 if small else MOST_TICKS
    ticks = {"tickvals": numbers} if len(numbers) <= most else {"tickformat": "d", "nticks": most + 1}
    figure.update_xaxes(title="epoch", title_standoff=4 if small else None, fixedrange=True, showgrid=False, **ticks)
    form = ".0%" if percent and span[1] - span[0] > 0.03 else ".1%" if percent else ".3~g"
    figure.update_yaxes(fixedrange=True, nticks=4 if small else 6, tickformat=form, range=list(span))
