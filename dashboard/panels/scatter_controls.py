"""The line of choices between the projection and its picture: colors, outlines, arrows, lines between neighbors."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from analysis.store.reader import Run
from dashboard import outlines
from dashboard.color_by.registry import offered
from dashboard.panels.control import picker, toggle
from dashboard.panels.focus import default_focus, focus_class
from dashboard.scatter_colors import DEFAULT, Choice
from dashboard.theme_in_use import dark

ARROWS = {"none": "none", "before": "last step", "first": "whole way"}


@dataclass(frozen=True)
class Drawn:
    """What the reader wants drawn.

    Attributes:
        choice: color and outline of every point.
        arrows: from where the arrow of every class's mean comes, "before" or "first"; None for no arrows.
        lines: whether the selected sample is joined to its neighbors.
    """

    choice: Choice
    arrows: str | None
    lines: bool


def scatter_controls(run: Run, projection: str) -> Drawn:
    """Draw the choices, all of them kept in the URL."""
    colors, rings = offered(run, projection), outlines.offered(run)
    with st.container(key="scatter_controls", horizontal=True, vertical_alignment="center", gap="small"):
        color = picker("Colour by", "color", list(colors), default=DEFAULT, show=lambda name: f"Colour: {colors[name]}")
        focus = focus_class(run) if color == "score" else default_focus(run)
        outline = picker(
            "Outline", "outline", list(rings), default=outlines.NONE, show=lambda name: f"Outline: {rings[name]}"
        )
        arrows = picker(
            "Arrows of class means", "arrows", list(ARROWS), default="none",
            show=lambda name: f"Class means: {ARROWS[name]}",
        )  # fmt: skip
        lines = toggle(
            "Neighbour lines", "lines",
            help="From the selected sample to its nearest in the embedding (solid), and to those that are nearest on "
            "the map only (dashed).",
        )  # fmt: skip
    choice = Choice(color, outline, focus, dark())
    return Drawn(choice, None if arrows == "none" else arrows, lines)
