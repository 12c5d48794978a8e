"""Run stores, opened once and kept; opened anew as soon as a run's manifest changes."""

from __future__ import annotations

import hashlib
import json

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


def key_of(run: Run) -> str:
    """What caches of things made from a run are keyed by: changes whenever its place or its manifest does."""
    content = json.dumps([run.location, run.manifest], sort_keys=True, default=str)
    return hashlib.sha256(content.encode()).hexdigest()


@st.cache_resource(max_entries=8, show_spinner=False)
def _open(location: str, digest: str) -> Run:
    return Run(location)
