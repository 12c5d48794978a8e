"""What the lists of the Stability part share: a table whose lines select, and the ways on from what is selected."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import streamlit as st

from analysis.store.reader import Run
from dashboard.links import page_link
from dashboard.markup import element
from dashboard.markup import show as put
from dashboard.panels.movers import ROW_HEIGHT
from dashboard.selected_set import select, selected_set
from dashboard.selection import Selection

TABLE = "stability_table"


def lines_table(run: Run, selection: Selection, table: pd.DataFrame, named: Sequence[str]) -> None:
    """Draw a table; a click on a line selects the samples that it names.

    Args:
        named: the columns with ids of samples.
    """
    pictures = {name: st.column_config.ImageColumn("Picture", width="small") for name in table if "Picture" in name}
    numbers = {
        name: st.column_config.NumberColumn(name, format="%.3f") for name in table.select_dtypes("floating").columns
    }
    lines = list(zip(*(table[name].tolist() for name in named), strict=True))
    st.dataframe(
        table, key=TABLE, hide_index=True, row_height=ROW_HEIGHT, height=min(len(table), 9) * ROW_HEIGHT + 38,
        column_config={**pictures, **numbers}, selection_mode="single-row",
        on_select=lambda: pick_line(run, selection.run, lines),
    )  # fmt: skip


def pick_line(run: Run, name: str, lines: Sequence[Sequence[str]]) -> None:
    """Select the samples of the line that was clicked.

    Args:
        name: the run's name in the shared selection.
        lines: the ids of every line.
    """
    clicked = (st.session_state.get(TABLE) or {}).get("selection", {}).get("rows", [])
    if clicked and 0 <= clicked[0] < len(lines):
        select(run, name, lines[clicked[0]])


def ways_on(run: Run, selection: Selection, rows: np.ndarray, *, reading: str) -> None:
    """Draw what selects all that is shown, links to the other pages for what is selected, and how to read the list.

    Args:
        rows: (m,) row numbers of what is shown.
    """
    ids = tuple(dict.fromkeys(run.samples["sample"].iloc[rows].astype(str)))
    chosen = selected_set(run, selection)
    with st.container(key="stability_ways", horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            f"Select the {len(ids)} shown", key="stability_all", on_click=select, args=(run, selection.run, ids),
        )  # fmt: skip
        if chosen:
            words = f"{len(chosen)} selected:" if len(chosen) > 1 else f"{chosen[0]}:"
            put(element("span", words, css="tally"))
            page_link("evolution", "On the map", below=None)
            page_link("neighbours", "Film strip", near=None)
            page_link("explanations", "Explanations")
    put(element("p", reading, css="reading"))
