"""A run that is still being written: the page looks for news by itself."""

from __future__ import annotations

import streamlit as st

from analysis.store import manifest
from analysis.store.reader import Run
from dashboard.fragments import fragment
from dashboard.markup import element, show
from data.contract import EpochscopeError

SECONDS = 4.0  # between two looks at run.json: a small file, replaced after every epoch

WORDS = (
    "The analysis of this run is not finished: this page shows what is complete and follows it by itself. "
    "If the analysis was stopped, run the same command again."
)


def follow(run: Run) -> None:
    """Draw the page anew as soon as an unfinished run has grown; nothing at all for a finished one."""
    if run.manifest.get("complete", True):
        return
    show(element("p", WORDS, css="note", role="status"))
    fragment(_look, run_every=SECONDS)(run)


def _look(run: Run) -> None:
    if has_grown(run):
        st.rerun()


def has_grown(run: Run) -> bool:
    """Whether the manifest on disk is another one than the run was opened with (or is no longer there)."""
    try:
        return manifest.read(run.location) != run.manifest
    except (EpochscopeError, OSError):
        return True
