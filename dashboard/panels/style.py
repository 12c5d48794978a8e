"""The style sheet of the parts of pages."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

SHEET = Path(__file__).parent / "panels.css"


def install() -> None:
    """Put the sheet on the page; every page that uses a part calls it first."""
    st.html(SHEET)
