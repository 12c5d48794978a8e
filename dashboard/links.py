"""Links between pages that carry the shared state along."""

from __future__ import annotations

import streamlit as st

from dashboard import selection


def page_link(path: str, label: str, **changes: str | int | None) -> None:
    """A link to another page of the app.

    Args:
        path: URL path of the page, as in its module's PATH.
        label: words of the link, a constant of the code (Streamlit reads it as Markdown).
        changes: values of the shared state or of that page to set on the way; None clears.
    """
    asked = {**selection.parameters(), **changes}
    carried = {name: str(value) for name, value in asked.items() if value is not None}
    st.page_link(st.Page(_elsewhere, title=label, url_path=path), label=label, query_params=carried)


def _elsewhere() -> None:
    """Stands for a page that the shell has registered: Streamlit finds it by its path."""
