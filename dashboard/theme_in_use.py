"""Whether the page in the browser is dark, for the few colors that Python has to choose."""

from __future__ import annotations

import streamlit as st


def dark() -> bool:
    """True when the reader's page is dark; a change of theme runs the page again."""
    return st.context.theme.type == "dark"
