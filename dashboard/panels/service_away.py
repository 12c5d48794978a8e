"""The model service does not run: a button that starts it, and the command that does the same by hand."""

from __future__ import annotations

import shlex

import streamlit as st

from dashboard.markup import element, show
from dashboard.model_service import PORT, ServiceAway, port
from dashboard.run_folder import runs_folder
from dashboard.service_process import start_here


def service_away(problem: ServiceAway, *, key: str) -> None:
    """Draw it.

    Args:
        key: one per place on the page.
    """
    show(element("p", str(problem), css="warning", role="status"))
    with st.container(horizontal=True, vertical_alignment="center", key=f"{key}_away"):
        st.button("Start the model service", key=f"{key}_start", on_click=start_here, args=(runs_folder(),))
        st.button("Ask again", key=f"{key}_again")
    show(element("p", "Or by hand, in the folder of the app:", css="note"))
    st.code(command(), language=None)


def command() -> str:
    """What starts the service where the app looks for it."""
    elsewhere = f" --port {port()}" if port() != PORT else ""
    return f"python -m analysis serve {shlex.quote(runs_folder())}{elsewhere}"
