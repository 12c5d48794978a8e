"""How everything looks: the page's frame, the figures' frame, and numbers as text."""

from __future__ import annotations

import math
from pathlib import Path

import plotly.graph_objects as go
import streamlit as st

FOLDER = Path(__file__).parent
GRID = "rgba(127, 140, 150, 0.22)"  # a grey that is quiet on the light and on the dark background
INK = "rgba(127, 140, 150, 1)"


def install(title: str = "Epochscope") -> None:
    """Set up the page: title, icon, wide layout, style sheet. The first call of every run."""
    st.set_page_config(page_title=title, page_icon=FOLDER / "icon.svg", layout="wide", menu_items={"About": None})
    st.html(FOLDER / "theme.css")


def figure(drawing: go.Figure, *, key: str, alt: str, **options):
    """Show a Plotly figure in the house's frame; text colors follow the light or dark theme in the browser.

    Args:
        key: widget key, unique on the page.
        alt: the figure in one sentence, for readers who do not see it.
        options: passed to `st.plotly_chart`, such as `on_select`.

    Returns:
        What `st.plotly_chart` returns.
    """
    frame(drawing)
    return st.plotly_chart(drawing, key=key, alt=alt, theme="streamlit", config={"displayModeBar": False}, **options)


def frame(drawing: go.Figure) -> go.Figure:
    """Give a figure the house's margins, grid and type; what the figure sets itself stays."""
    margin = {"l": 8, "r": 8, "t": 8, "b": 8} | drawing.layout.margin.to_plotly_json()
    drawing.update_layout(
        margin=margin,
        font_size=13,
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        hoverlabel_font_size=13,
        separators=".,",
    )
    drawing.update_xaxes(gridcolor=GRID, zeroline=False, linecolor=INK, tickfont_size=12, title_font_size=13)
    drawing.update_yaxes(gridcolor=GRID, zeroline=False, linecolor=INK, tickfont_size=12, title_font_size=13)
    return drawing


def number(value: float | None, digits: int = 3) -> str:
    """A number with at most `digits` significant digits; a dash when there is none."""
    if value is None or not math.isfinite(value):
        return "–"
    if value == 0:
        return "0"
    decimals = max(0, digits - 1 - math.floor(math.log10(abs(value))))
    return f"{value:.{decimals}f}".replace("-", "−")


def score(value: float | None) -> str:
    """A score or probability in [0, 1]: three decimals, and never a 0 or 1 that is not one."""
    if value is None or not math.isfinite(value):
        return "–"
    if 0 < value < 0.0005:
        return "< 0.001"
    if 0.9995 <= value < 1:
        return "> 0.999"
    return f"{value:.3f}"


def share(value: float | None) -> str:
    """A share in [0, 1] as per cent, at most three significant digits."""
    return "–" if value is None or not math.isfinite(value) else f"{number(100 * value)} %"


def interval(low: float | None, high: float | None) -> str:
    """An interval, `[0.81, 0.86]`; empty when there is none."""
    bounds = (low, high)
    if any(bound is None or not math.isfinite(bound) for bound in bounds):
        return ""
    return f"[{number(low)}, {number(high)}]"


def share_interval(low: float | None, high: float | None) -> str:
    """The interval of a share, in per cent as the share before it: `[71.6, 74.7]`; empty when there is none."""
    return interval(*(None if bound is None else 100 * bound for bound in (low, high)))


def gain(value: float | None) -> str:
    """A difference of scores: its sign and three decimals, `+0.012`."""
    return "–" if value is None or not math.isfinite(value) else f"{value:+.3f}".replace("-", "−")


def gains(low: float | None, high: float | None) -> str:
    """The interval of a difference, `[−0.004, +0.021]`; empty when there is none."""
    if any(bound is None or not math.isfinite(bound) for bound in (low, high)):
        return ""
    return f"[{gain(low)}, {gain(high)}]"


def estimate(value: float | None, low: float | None = None, high: float | None = None) -> str:
    """A number with its 95 % interval: `0.834 [0.81, 0.86]`."""
    return f"{number(value)} {interval(low, high)}".strip()


def count(value: int) -> str:
    """A whole number with commas between thousands."""
    return f"{value:,}"


def counted(value: int, singular: str, plural: str | None = None) -> str:
    """`1 sample`, `10,015 samples`."""
    return f"{count(value)} {singular if value == 1 else plural or singular + 's'}"
