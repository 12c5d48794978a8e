"""The film strip of the selected sample: its nearest neighbours, one row per epoch, and how they change."""

from __future__ import annotations

import time

import streamlit as st

from analysis.store.reader import Run
from dashboard import empty, markup
from dashboard.film import Film, film
from dashboard.film_strip import film_strip, film_strip_pictures, view
from dashboard.film_strip.pictures import message, split
from dashboard.panels.film_curves import film_curves, film_notes
from dashboard.panels.neighbor_choices import Choice, neighbor_choices
from dashboard.panels.starting_points import starting_points
from dashboard.panels.walk import walk
from dashboard.selection import Selection, choose
from dashboard.store_cache import key_of

READING = (
    "Under each picture: its label, the model's score for that label at that epoch (dotted: it names another class), "
    "and its distance. + is new since the row above, − is gone in the row below; a bar towards a row means that it "
    "stands there too. Labels in italics are not the sample's own. Distances compare within a row only."
)
_PAINTING = 0.15  # seconds that the browser has for the strip alone: what is drawn meanwhile would paint it later
_SENT = "film_pictures"  # what the pictures in the browser are of: a step in epochs sends none again


def show(run: Run, selection: Selection) -> None:
    """Draw the part."""
    stored = int(run.manifest.get("neighbors", {}).get("k", 0))
    row = None if selection.sample is None else run.row(selection.sample)
    if stored == 0:
        empty.no_neighbors(run.name, str(run.manifest.get("checkpoints", "")))
    elif row is None:
        empty.no_sample("Pick one below, or click a point on the Evolution page.")
        starting_points(run, selection)
    else:
        _strip(run, selection, row, stored)


def _strip(run: Run, selection: Selection, row: int, stored: int) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key="neighbour_controls"):
        choice = neighbor_choices(run, stored)
        way = st.container(key="film_way", width="content")
    found = film(run, row, choice.k, metric=choice.metric, among=choice.among)
    if found.there.any():
        _mounts(run, selection, row, (found, choice))
    with way:
        walk(run, selection.run, str(selection.sample))
    if not found.there.any():
        words = f"{selection.sample} has no neighbours among {choice.words()}: choose others under Among."
        markup.show(markup.element("p", words, css="note"))
        return
    notes = [READING, *film_notes(run, row, found, choice)]
    if (split_of := str(run.samples["split"].iat[row])) != selection.split and len(run.splits) > 1:
        notes.append(f"This sample is in {split_of}; the header's {selection.split} does not filter neighbours.")
    markup.show(markup.element("p", " ".join(notes), css="reading"))
    film_curves(run, row, found, choice, epoch=selection.epoch)


def _mounts(run: Run, selection: Selection, row: int, shown: tuple[Film, Choice]) -> None:
    """The strip, then its pictures: those in sight are painted before anything else is read, drawn or sent."""
    found, choice = shown
    token = key_of(run)[:16]
    topic = (token, row, choice)
    sent, *parts = st.session_state.get(_SENT, (None,))
    first, rest = split(found, list(found.epochs).index(selection.epoch))
    film_strip(
        view(run, row, found, selection.epoch), token=token, key="film",
        label=f"Nearest neighbours of {selection.sample} at every epoch. Arrow keys move, Enter walks on.",
        on_pick=_to_sample, on_epoch=_to_epoch,
    )  # fmt: skip
    with st.container(key="film_pictures"):
        if sent != topic:
            parts = [message(run, first, token)]
        film_strip_pictures(parts[0], key="film_first")
        if sent != topic:
            time.sleep(_PAINTING)
            parts.append(message(run, rest, token, soon=False))
        film_strip_pictures(parts[1], key="film_rest")
    st.session_state[_SENT] = (topic, *parts)


def _to_sample(sample: str) -> None:
    choose(sample=sample)


def _to_epoch(epoch: int) -> None:
    choose(epoch=epoch)
