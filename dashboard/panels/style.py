"""The style sheet of the parts of pages."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

SHEET = Path(__file__).parent / "panels.css"
DATA_SHEET = Path(__file__).parent / "data.css"
EVOLUTION_SHEET = Path(__file__).parent / "evolution.css"


def install(*more: Path) -> None:
    """Put the sheet on the page; every page that uses a part calls it first.

    Args:
        more: further sheets that only some pages need.
    """
    for sheet in (SHEET, *more):
        st.html(sheet)
