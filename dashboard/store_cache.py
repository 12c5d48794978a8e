"""Run stores, opened once and kept; opened anew as soon as a run's manifest changes."""

from __future__ import annotations

import os
from pathlib import Path

import streamlit as st

from analysis.store import manifest
from analysis.store.layout import MANIFEST
from analysis.store.reader import Run, list_runs
from data.locations import exists, join

RUNS_VARIABLE = "EPOCHSCOPE_RUNS"
RUNS_FOLDER = "runs"


def runs_folder() -> str:
    """Where runs are looked for: EPOCHSCOPE_RUNS, else `runs` here, else `runs` beside the dashboard's folder."""
    named = os.environ.get(RUNS_VARIABLE)
    if named:
        return named
    beside = Path(__file__).parents[1] / RUNS_FOLDER
    return str(beside) if beside.is_dir() and not Path(RUNS_FOLDER).is_dir() else RUNS_FOLDER


def find_runs(folder: str | None = None) -> dict[str, str]:
    """Run name -> location of every run store in a folder (or of the one store the folder is itself), by name."""
    folder = folder or runs_folder()
    locations = [folder] if exists(join(folder, MANIFEST)) else list_runs(folder)
    return {_name(location): location for location in locations}


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


def _name(location: str) -> str:
    return location.rstrip("/").rsplit("/", 1)[-1] or "run"
