"""A gallery whose pictures select: what every page does with a list of samples."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import streamlit as st

from analysis.store.reader import Run
from dashboard.gallery import Caption, gallery
from dashboard.palette import class_colors
from dashboard.selection import choose, parameters


def samples(
    run: Run,
    rows: Sequence[int] | np.ndarray,
    *,
    details: Sequence[str] | None = None,
    marks: Sequence[str] | None = None,
    key: str,
    label: str,
    cell: int = 96,
    on_several: Callable[[list[str]], None] | None = None,
) -> None:
    """Show samples with their labels; a click or Enter selects one, the selected one is marked.

    Args:
        run: the open run.
        rows: sample row numbers, in the order shown.
        details: the second line under each picture.
        marks: `dashboard.gallery.MARKS`, one per row.
        key: one per place on the page.
        label: what the gallery holds, for a screen reader.
        cell: edge of a picture on screen, CSS pixels.
        on_several: called before the script runs with the ids picked together with Shift; None: one at a time.
    """
    places = [int(row) for row in rows]
    colors, labels = class_colors(run), run.samples["label"].to_numpy()
    details = details if details is not None else [""] * len(places)
    chosen = parameters().get("sample")
    own_marks = marks if marks is not None else [""] * len(places)
    ids = run.samples["sample"].to_numpy()
    marks = [mark or ("selected" if ids[row] == chosen else "") for row, mark in zip(places, own_marks, strict=True)]
    captions = [
        Caption(str(labels[row]), detail, colors.get(str(labels[row])))
        for row, detail in zip(places, details, strict=True)
    ]
    picked = gallery(
        run, places, captions=captions, marks=marks, key=key, label=label, cell=cell,
        on_pick=_select, on_several=on_several,
    )  # fmt: skip
    if picked is not None:  # heard by this run and not by the callback
        _select(picked)
        st.rerun()


def _select(sample: str) -> None:
    choose(sample=sample)
