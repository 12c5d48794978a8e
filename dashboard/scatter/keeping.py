"""Mounts the buttons that keep the present view as PNG or SVG, composed in the browser, with where it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard.scatter.bundle import FRONT, stub

_mount = st.components.v2.component(
    "epochscope_scatter_export", js=stub(), css=(FRONT / "export.css").read_text(encoding="utf-8")
)


@dataclass(frozen=True)
class Fact:
    """One thing that a file says of where it comes from.

    Attributes:
        name: keyword in the file's metadata: 1 to 79 ASCII letters.
        value: in full, for the metadata.
        words: as it stands in the line under the picture.
    """

    name: str
    value: str
    words: str


def animated_scatter_export(*, key: str, run: str, title: str, file: str, facts: Sequence[Fact]) -> None:
    """Show the buttons.

    Args:
        key: the mount's own key, one per place on the page.
        run: the `run` of the view to keep.
        title: stands over the picture.
        file: start of the files' names, safe on every system.
        facts: everything but the epoch, which the view knows.
    """
    told = [{"name": fact.name, "value": fact.value, "words": fact.words} for fact in facts]
    _mount(key=key, data={"keep": True, "run": run, "title": title, "file": file, "facts": told})
