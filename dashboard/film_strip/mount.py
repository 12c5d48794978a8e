"""Mounts the film strip and its pictures on a page, and hears what the reader picked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.gallery.pick import hear

FRONT = Path(__file__).parent / "front"

_view_mount = st.components.v2.component(
    "epochscope_film_strip",
    css=(FRONT / "strip.css").read_text(encoding="utf-8"),
    js=(FRONT / "strip.js").read_text(encoding="utf-8"),
)
_pictures_mount = st.components.v2.component(
    "epochscope_film_pictures", js=(FRONT / "pictures.js").read_text(encoding="utf-8")
)


def film_strip(
    view: Mapping[str, Any],
    *,
    token: str,
    label: str,
    key: str,
    on_pick: Callable[[str], None],
    on_epoch: Callable[[int], None],
) -> None:
    """Show the strip; both callbacks are called before the script runs.

    Args:
        view: what `dashboard.film_strip.words.view` gives.
        token: names the run, as in the pictures' messages.
        label: what the strip holds, in words, for a screen reader.
        key: one per place on the page.
        on_pick: called with the id of the sample whose picture was picked.
        on_epoch: called with the epoch whose row was picked.
    """
    ids = {sample for sample, _ in view["samples"]}
    epochs = {str(row["epoch"]) for row in view["rows"]}

    def told() -> bool:
        sample, epoch = hear(key, ids, "sample"), hear(key, epochs, "epoch")
        if sample is not None:
            on_pick(sample)
        if epoch is not None:
            on_epoch(int(epoch))
        return sample is not None or epoch is not None

    def on_change() -> None:
        told()

    data = {**view, "token": token, "label": label}
    _view_mount(key=key, data=data, on_sample_change=on_change, on_epoch_change=on_change)
    if told():  # heard by this run and not by the callback
        st.rerun()


def film_strip_pictures(message: bytes, *, key: str) -> None:
    """Send pictures; takes no room on the page. Several mounts may bring parts of one strip's pictures.

    Args:
        message: what `dashboard.film_strip.pictures.message` gives; the same bytes are not sent twice in a row.
        key: one per mount.
    """
    _pictures_mount(data=message, key=key)
