"""Run stores, opened once and kept; opened anew as soon as a run's manifest changes."""

from __future__ import annotations

import streamlit as st

from analysis.store import manifest
from analysis.store.layout import MANIFEST
from analysis.store.reader import Run
from data.locations import exists, join


def open_run(location: str) -> Run:
    """The run at `location`, shared by all sessions; a run still being written is opened anew when it grew.

    Raises:
        StoreError: it cannot be opened.
    """
    if not exists(join(location, MANIFEST)):
        manifest.read(location)  # says what is missing, and how to make it
    return _open(location, manifest.digest(location))


@st.cache_resource(max_entries=8, show_spinner=False)
def _open(location: str, digest: str) -> Run:
    return Run(location)
