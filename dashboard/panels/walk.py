"""The way the reader walked from sample to sample, as a row of small pictures that leads back."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analysis.store.reader import Run
from dashboard.panels.samples import samples
from dashboard.selection import choose

LONGEST = 10  # steps kept
_PATH = "walk_path"


def walked(path: Sequence[str], sample: str) -> list[str]:
    """The way after stepping to a sample: longer by one, or cut where the way has been there before."""
    if sample in path:
        return list(path[: path.index(sample) + 1])
    return [*path, sample][-LONGEST:]


def walk(run: Run, run_name: str, sample: str) -> None:
    """Draw the way to the selected sample; nothing while it has only one step.

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
    previous = path[-2]
    with st.container(key="walk", horizontal=True, vertical_alignment="center", gap="small"):
        st.button("‹ Back", key="walk_back", on_click=choose, kwargs={"sample": previous}, help="To the sample before")
        rows = [row for step in path if (row := run.row(step)) is not None]
        samples(run, rows, key="walk_steps", cell=56, label="The way here")
