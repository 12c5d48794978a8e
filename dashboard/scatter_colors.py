"""How every point of the scatter is drawn: what it is colored by and what has an outline, packed once and kept."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

import numpy as np
import streamlit as st

from analysis.store.reader import Run
from dashboard import outlines
from dashboard.color_by.contract import Asked, Categories, Values, limited
from dashboard.color_by.registry import answer, offered
from dashboard.color_ramp import ramp
from dashboard.look import counted
from dashboard.scatter import Style, pack_style, value_codes
from dashboard.scatter_payload import drawn
from dashboard.store_cache import key_of

DEFAULT = "label"
NOT_KNOWN = 255
RAMP = 64  # colors of a ramp: finer than an eye tells apart


@dataclass(frozen=True)
class Choice:
    """What the reader wants to see.

    Attributes:
        color: one of `color_by.registry.offered`.
        outline: one of `outlines.offered`.
        focus: class index, used where the score of one class is the color.
        dark: for a dark page.
    """

    color: str = DEFAULT
    outline: str = outlines.NONE
    focus: int = 0
    dark: bool = False


@dataclass(frozen=True)
class Packed:
    """A style as the scatter wants it.

    Attributes:
        name: under which the view asks for it.
        payload: for `animated_scatter_style`.
        style: the same before it was packed.
        words: what the reader should know of it, "" for nothing.
    """

    name: str
    payload: bytes
    style: Style
    words: str


def style_of(run: Run, projection: str, choice: Choice) -> Packed | None:
    """The style of a choice; None where it is what the positions bring along, the classes without outlines.

    Args:
        projection: one of the run's projections.
    """
    if choice.color == DEFAULT and choice.outline == outlines.NONE:
        return None
    focus = choice.focus if choice.color == "score" else 0
    return _packed(run, key_of(run), projection, Choice(choice.color, choice.outline, focus, choice.dark))


@st.cache_resource(max_entries=16, show_spinner="Colouring …")
def _packed(_run: Run, key: str, projection: str, choice: Choice) -> Packed:
    found = answer(choice.color, Asked(_run, projection, choice.focus, dark=choice.dark))
    rings = outlines.outlines(_run, choice.outline, projection)
    facts = f"{key}/{projection}/{choice}"
    title, name = offered(_run, projection)[choice.color], hashlib.sha256(facts.encode()).hexdigest()[:16]
    ring_words = "" if rings is None else outlines.offered(_run)[choice.outline]
    drawn = {"name": name, "title": title, "rings": rings, "ring_words": ring_words}
    if isinstance(found, Values):
        style = _values(found, drawn, dark=choice.dark)
    else:
        found = limited(found)
        style = _categories(found, drawn)
    return Packed(
        name, pack_style(_of_drawn(_run, style)), style, " ".join(filter(None, (found.words, _absent(style))))
    )


def _of_drawn(run: Run, style: Style) -> Style:
    """The same of the samples that the scatter draws."""
    rows = drawn(run).rows
    return replace(style, codes=style.codes[:, rows], rings=None if style.rings is None else style.rings[:, rows])


def _values(found: Values, drawn: dict, *, dark: bool) -> Style:
    finite = np.where(np.isfinite(found.values), found.values, np.nan)
    codes = value_codes(finite, found.low, found.high)
    return Style(
        kind="values",
        codes=codes,
        colors=ramp(RAMP, dark=dark),
        low=found.low,
        high=found.high,
        unit=found.unit,
        **drawn,
    )


def _categories(found: Categories, drawn: dict) -> Style:
    codes = np.where(found.codes < 0, NOT_KNOWN, found.codes).astype(np.uint8)
    return Style(kind="categories", codes=codes, names=found.names, colors=found.colors, **drawn)


def _absent(style: Style) -> str:
    absent = int((style.codes == NOT_KNOWN).any(axis=0).sum())
    return f"{counted(absent, 'sample')} without a value, drawn grey." if absent else ""
