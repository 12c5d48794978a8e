"""The scatter as a table: every sample's place, label, prediction and neighbors, for who does not use a picture."""

from __future__ import annotations

import numpy as np
import pandas as pd
import streamlit as st

from analysis.store.reader import Run
from dashboard.judged_sample import courses
from dashboard.look import count
from dashboard.markup import element, show
from dashboard.panels.control import picker
from dashboard.panels.movers import pick
from dashboard.panels.pager import pager
from dashboard.plane import Plane, epochs_of, positions
from dashboard.selected_set import selected_set
from dashboard.selection import Selection

PAGE = 20_000  # rows sent at a time: 2 MB
NEIGHBORS = 5
TABLE = "points_table"
EVERYTHING = "all"


def points_table(run: Run, selection: Selection, plane: Plane) -> None:
    """Draw it, for all samples or the selected ones, of one label or all."""
    chosen = selected_set(run, selection)
    with st.container(key="points_head", horizontal=True, vertical_alignment="center"):
        label = picker(
            "Label", "table_label", [EVERYTHING, *run.classes], default=EVERYTHING,
            show=lambda name: "Labels: all" if name == EVERYTHING else f"Label: {name}",
        )  # fmt: skip
        options = {"samples": "Samples: all", "selected": f"Samples: the {count(len(chosen))} selected"}
        whose = picker("Samples", "table_of", list(options), default="samples", show=lambda name: options[name])
    rows = run.rows_of(list(chosen)) if whose == "selected" else np.arange(len(run.samples))
    rows = np.sort(rows if label == EVERYTHING else rows[run.labels[rows] == run.classes.index(label)])
    if not len(rows):
        show(element("p", "No sample is both.", css="note"))
        return
    table = table_of(run, plane, selection.epoch, rows[pager("table_page", len(rows), PAGE)])
    formats = {"Score": "%.3f", "x": "%.4g", "y": "%.4g"}
    st.dataframe(
        table, key=TABLE, hide_index=True, selection_mode="single-row",
        column_config={name: st.column_config.NumberColumn(name, format=form) for name, form in formats.items()},
        on_select=lambda: pick(run, selection.run, TABLE, table["Sample"].tolist()),
    )  # fmt: skip
    words = f"{count(len(rows))} samples at epoch {selection.epoch}. x and y: on the map, its own units."
    show(element("p", words, css="note"))


def table_of(run: Run, plane: Plane, epoch: int, rows: np.ndarray) -> pd.DataFrame:
    """Some samples at one epoch.

    Args:
        rows: (m,) row numbers, in the order of the table.
    """
    epochs, place = epochs_of(run, plane.projection), run.epochs.index(epoch)
    places = np.full((len(rows), 2), np.nan, np.float32)
    if epoch in epochs:
        places = positions(run, plane)[epochs.index(epoch)][rows]
    ids, found = run.samples["sample"].astype(str).to_numpy(), courses(run)
    return pd.DataFrame(
        {
            "Sample": ids[rows],
            "Label": run.samples["label"].iloc[rows].astype(str).to_numpy(),
            "Prediction": np.asarray(run.classes, dtype=object)[found.predicted[place, rows]],
            "Score": found.best[place, rows],
            "Split": run.samples["split"].iloc[rows].astype(str).to_numpy(),
            "x": places[:, 0],
            "y": places[:, 1],
            "Nearest in the embedding": _names(run, epoch, rows, ids),
        }
    )


def _names(run: Run, epoch: int, rows: np.ndarray, ids: np.ndarray) -> list[str]:
    if not int(run.manifest.get("neighbors", {}).get("k", 0)):
        return [""] * len(rows)
    near = run.neighbors(epoch)[rows, :NEIGHBORS]
    return [", ".join(ids[row] for row in line if row >= 0) for line in near]
