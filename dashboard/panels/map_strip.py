"""One method's map of the selected sample at every epoch, as buttons that choose the epoch."""

from __future__ import annotations

import numpy as np
import streamlit as st

from analysis.store.reader import Run
from dashboard.figures.explanation_map import common_scale
from dashboard.gallery import Caption, Tile, picture_grid
from dashboard.markup import element, show
from dashboard.panels.control import picker
from dashboard.panels.maps import Drawing, drawn
from dashboard.panels.target import score_words
from dashboard.selection import Selection, choose

CELL = 112  # CSS pixels


def map_strip(run: Run, selection: Selection, target: int, drawing: Drawing) -> None:
    """Draw the strip; nothing while no method has maps at two epochs.

    Args:
        run: the open run.
        selection: its sample is an explained one.
        target: class index whose logit is explained.
        drawing: how; the scale is one for the whole strip, always.
    """
    sample = selection.sample or ""
    methods = {name: entry for name, entry in run.explanations.methods.items() if len(entry.get("epochs", [])) > 1}
    if not methods:
        return
    show(element("h2", "Through training"))
    titles = {name: str(entry.get("title", name)) for name, entry in methods.items()}
    with st.container(horizontal=True, key="strip_controls"):
        method = picker("Method", "strip", list(titles), default=next(iter(titles)), show=lambda name: titles[name])
    entry = methods[method]
    done = [epoch for epoch in run.epochs if epoch in entry["epochs"]]
    maps = {epoch: run.explanations.map(method, epoch, sample, target) for epoch in done}
    maps = {epoch: values for epoch, values in maps.items() if np.isfinite(values).any()}
    if not maps:
        show(element("p", f"No map of {run.classes[target]} at any epoch.", css="note"))
        return
    scale, picture = common_scale(list(maps.values()), signed=bool(entry.get("signed"))), run.explanations.image(sample)
    pictures = np.stack([_square(drawn(values, picture, scale, drawing)) for values in maps.values()])
    label, tiles = f"{titles[method]} at every epoch", _tiles(run, selection, list(maps), target)
    picked = picture_grid(pictures, tiles, key="map_strip", label=label, cell=CELL, lossless=True, on_pick=_go)
    if picked is not None:
        _go(picked)
        st.rerun()
    show(element("p", STRIP_READING.format(name=run.classes[target]), css="reading"))


STRIP_READING = (
    "One colour scale for all epochs, so a map that fades has lost weight and not only contrast; the score is that of "
    "{name}. Logits of different epochs have different spreads: compare places, and amounts only roughly."
)


def _tiles(run: Run, selection: Selection, epochs: list[int], target: int) -> list[Tile]:
    """One tile an epoch, with the target's score."""
    row = run.row(selection.sample or "")
    return [
        Tile(
            str(epoch),
            Caption(f"epoch {epoch}", f"score {score_words(float(run.scores(epoch)[row, target]))}"),
            mark="in view" if epoch == selection.epoch else "",
        )
        for epoch in epochs
    ]


def _square(picture: np.ndarray) -> np.ndarray:
    """The picture on a square canvas, so that nothing is stretched: (s, s, 3) uint8."""
    height, width, _ = picture.shape
    edge = max(height, width)
    canvas = np.full((edge, edge, 3), 127, np.uint8)
    top, left = (edge - height) // 2, (edge - width) // 2
    canvas[top : top + height, left : left + width] = picture
    return canvas


def _go(epoch: str) -> None:
    choose(epoch=int(epoch))
