"""Data: what the model was given, how it is balanced, what is missing, double, and what training does to a picture."""

from __future__ import annotations

import streamlit as st

from analysis.store.reader import Run
from dashboard.markup import element
from dashboard.markup import show as put
from dashboard.panels import style
from dashboard.panels.augmentation import augmentation
from dashboard.panels.class_balance import class_balance
from dashboard.panels.class_samples import class_samples
from dashboard.panels.control import picker, switch
from dashboard.panels.data_facts import data_facts
from dashboard.panels.duplicates import duplicates
from dashboard.panels.focus import focus_class
from dashboard.panels.left_out import left_out
from dashboard.panels.metadata import metadata
from dashboard.panels.shares_table import shares_table
from dashboard.sample_columns import dividing_columns
from dashboard.selection import Selection

TITLE = "Data"
PATH = "data"

PARTS = {
    "classes": "Classes",
    "metadata": "Metadata",
    "duplicates": "Duplicates, left out",
    "augmentation": "Augmentation",
}


def show(run: Run, selection: Selection) -> None:
    """Draw the page: the line of facts, and one of its parts."""
    style.install(style.DATA_SHEET)
    data_facts(run)
    part = switch("Part", "part", tuple(PARTS), default="classes", words=PARTS)
    if part == "classes":
        _classes(run)
    elif part == "metadata":
        metadata(run)
    elif part == "duplicates":
        duplicates(run)
        left_out(run)
    else:
        augmentation(run, selection)


def _classes(run: Run) -> None:
    with st.container(key="data_top"):
        balance, shares = st.columns([10, 11], gap="large")
    with balance:
        class_balance(run)
    with shares:
        with st.container(horizontal=True, vertical_alignment="center", key="share_controls"):
            put(element("h2", "Share of"))
            focus = focus_class(run)
            put(element("h2", "by"))
            columns = dividing_columns(run)
            column = picker("Divided by", "by", columns, default=columns[0])
        shares_table(run, column, focus)
    class_samples(run)
