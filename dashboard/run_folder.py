"""Where runs are looked for, and which are there."""

from __future__ import annotations

import os
from pathlib import Path

from analysis.store.layout import MANIFEST
from analysis.store.reader import list_runs
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


def find_runs(folder: str) -> dict[str, str]:
    """Run name -> location of every run store in a folder (or of the one store the folder is itself), by name."""
    locations = [folder] if exists(join(folder, MANIFEST)) else list_runs(folder)
    return {_name(location): location for location in locations}


def _name(location: str) -> str:
    return location.rstrip("/").rsplit("/", 1)[-1] or "run"
