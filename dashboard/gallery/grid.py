"""Mounts a grid of small pictures on a page and hears which one was picked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import streamlit as st

from dashboard.gallery.mosaic import mosaic
from dashboard.gallery.pick import new_pick
from dashboard.gallery.tile import Tile

FRONT = Path(__file__).parent / "front"

_mount = st.components.v2.component(
    "epochscope_gallery",
    css=(FRONT / "gallery.css").read_text(encoding="utf-8"),
    js=(FRONT / "gallery.js").read_text(encoding="utf-8"),
)


def picture_grid(
    pictures: np.ndarray,
    tiles: Sequence[Tile],
    *,
    key: str,
    label: str,
    cell: int = 96,
    lossless: bool = False,
    bare: bool = False,
    on_pick: Callable[[str], None] | None = None,
) -> str | None:
    """Show pictures of one size as a grid of buttons.

    Args:
        pictures: (m, y, x, 3) uint8, one per tile, all shown as squares.
        tiles: (m,) captions, marks and ids.
        key: the component's own key, one per place on the page.
        label: what the grid holds, in words, for a screen reader.
        cell: edge of a picture on screen, CSS pixels.
        lossless: keep every pixel (maps); photographs do with JPEG.
        bare: pictures only; the words are still spoken and shown as a tooltip.
        on_pick: called with the id before the script runs; saves the second run that acting on the result costs.

    Returns:
        The id picked just now, None otherwise. Each click is reported once: to `on_pick`, or else here.
    """
    if not tiles:
        return None
    known = {tile.id for tile in tiles}
    memory = f"{key}:heard"

    def hear() -> str | None:
        picked, turn = new_pick(st.session_state.get(key), st.session_state.get(memory), known)
        st.session_state[memory] = turn
        return picked

    def on_picked() -> None:
        picked = hear() if on_pick is not None else None
        if on_pick is not None and picked is not None:
            on_pick(picked)

    data = {**mosaic(pictures, lossless=lossless), "tiles": _plain(tiles), "cell": cell, "label": label}
    _mount(key=key, data=data | {"crisp": lossless, "bare": bare}, on_picked_change=on_picked)
    return hear()


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
