"""The way the reader walked from sample to sample, as a row of small pictures that leads back."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analysis.store.reader import Run
from dashboard.gallery import Caption, Tile, picture_grid
from dashboard.sample_thumbnails import thumbnails
from dashboard.selection import choose

LONGEST = 6  # steps kept
CELL = 40  # CSS pixels; panels.css leaves room for LONGEST of them
_PATH = "walk_path"


def walked(path: Sequence[str], sample: str) -> list[str]:
    """The way after stepping to a sample: longer by one, or cut where the way has been there before."""
    if sample in path:
        return list(path[: path.index(sample) + 1])
    return [*path, sample][-LONGEST:]


def walk(run: Run, run_name: str, sample: str) -> None:
    """Draw the way to the selected sample; the first step has none behind it.

    Args:
        run: the open run.
        run_name: its name in the URL; another run begins another way.
        sample: id of the selected sample.
    """
    known_run, path = st.session_state.get(_PATH, (run_name, []))
    path = walked([step for step in path if run.row(step) is not None] if known_run == run_name else [], sample)
    st.session_state[_PATH] = (run_name, path)
    if len(path) < 2:
        return
    st.button("‹ Back", key="walk_back", on_click=choose, kwargs={"sample": path[-2]}, help="To the sample before")
    rows = [row for step in path if (row := run.row(step)) is not None]
    labels = run.samples["label"].to_numpy()
    tiles = [
        Tile(step, Caption(str(labels[row])), note=step, mark="selected" if step == sample else "")
        for step, row in zip(path, rows, strict=True)
    ]
    pictures, _ = thumbnails(run, rows)
    picked = picture_grid(
        pictures, tiles, key="walk_steps", label="The way here", cell=CELL, bare=True, on_pick=_step_to
    )
    if picked is not None:
        _step_to(picked)
        st.rerun()


def _step_to(sample: str) -> None:
    choose(sample=sample)
