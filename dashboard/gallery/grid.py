"""Mounts a grid of small pictures on a page and hears which one was picked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import streamlit as st

from dashboard.gallery.pick import hear, hear_several
from dashboard.gallery.script import FRONT, script
from dashboard.gallery.sheets import sheets
from dashboard.gallery.tile import Tile

_mount = st.components.v2.component(
    "epochscope_gallery",
    css=(FRONT / "gallery.css").read_text(encoding="utf-8"),
    js=script(),
)


def picture_grid(
    pictures: np.ndarray | Sequence[bytes],
    tiles: Sequence[Tile],
    *,
    key: str,
    label: str,
    cell: int = 96,
    lossless: bool = False,
    bare: bool = False,
    on_pick: Callable[[str], None] | None = None,
    on_several: Callable[[list[str]], None] | None = None,
    on_enlarge: Callable[[str], None] | None = None,
) -> str | None:
    """Show pictures of one size as a grid of buttons.

    Args:
        pictures: (m, y, x, 3) uint8, all shown as squares; or m JPEG files as `Thumbnails.encoded` gives them, which
            is many times as fast. One per tile.
        tiles: (m,) captions, marks and ids.
        key: the component's own key, one per place on the page.
        label: what the grid holds, in words, for a screen reader.
        cell: edge of a picture on screen, CSS pixels.
        lossless: keep every pixel (maps); photographs do with JPEG.
        bare: pictures only; the words are still spoken and shown as a tooltip.
        on_pick: called with the id before the script runs; saves the second run that acting on the result costs.
        on_several: called before the script runs with the ids from one picture to another, picked with Shift, the last
            one picked last; None where one is picked at a time.
        on_enlarge: called during the run with the id that is to be shown large; None where nothing is.

    Returns:
        The id picked just now, None otherwise. Each click is reported once: to `on_pick`, or else here.
    """
    if not tiles:
        return None
    known = {tile.id for tile in tiles}

    def on_picked() -> None:
        picked = hear(key, known, "picked") if on_pick is not None else None
        if on_pick is not None and picked is not None:
            on_pick(picked)

    def on_range() -> None:
        several = hear_several(key, known)
        if on_several is not None and several:
            on_several(several)

    data = {"sheets": sheets(pictures, lossless=lossless), "tiles": _plain(tiles), "cell": cell, "label": label}
    data |= {"crisp": lossless, "bare": bare, "several": on_several is not None, "zoom": on_enlarge is not None}
    _mount(key=key, data=data, on_picked_change=on_picked, on_several_change=on_range, on_enlarged_change=_nothing)
    enlarged = hear(key, known, "enlarged")
    if on_enlarge is not None and enlarged is not None:
        on_enlarge(enlarged)
    return hear(key, known, "picked")


def _plain(tiles: Sequence[Tile]) -> list[dict]:
    return [
        {
            "id": tile.id,
            "title": tile.caption.title,
            "detail": tile.caption.detail,
            "color": tile.caption.color,
            "note": tile.note,
            "mark": tile.mark,
            "spoken": tile.spoken(),
        }
        for tile in tiles
    ]


def _nothing() -> None:
    """Streamlit exposes a state value only where it has a callback."""
