"""What the page says when there is nothing to show yet: what is missing, and the command that makes it."""

from __future__ import annotations

import streamlit as st

from dashboard.markup import element, show

ANALYSE = "python -m analysis run CHECKPOINTS --data DATASET --out {out}"


def no_runs(folder: str) -> None:
    """The runs folder is empty or missing."""
    _say("No runs yet", f"There is no run store in {folder}. Analyse a folder of checkpoints to make one:")
    st.code(ANALYSE.format(out="runs/NAME"), language=None)
    _hint("No checkpoints either? Train a demo on synthetic pictures:")
    st.code("make demo", language=None)


def no_epochs(run: str) -> None:
    """The run exists, but no epoch is complete."""
    _say(
        "No complete epoch yet",
        f"The analysis of {run} has not finished its first epoch. If it is running, this page fills by itself when you "
        "reload; if it stopped, the same command takes up where it left off:",
    )
    st.code(ANALYSE.format(out="runs/NAME"), language=None)


def no_projection(run: str) -> None:
    """The run has no projection."""
    _say("No projection yet", f"{run} has embeddings but no projection; it is made after the last epoch. Run again:")
    st.code(ANALYSE.format(out="runs/NAME"), language=None)


def no_neighbors(run: str) -> None:
    """The run has no nearest neighbors."""
    _say("No neighbours yet", f"{run} has no nearest neighbours. Run the analysis again, it adds what is missing:")
    st.code(ANALYSE.format(out="runs/NAME"), language=None)


def no_explanations(run: str) -> None:
    """The run has no explanation maps."""
    _say("No explanations yet", f"{run} has no explanation maps. Run the analysis again, it adds what is missing:")
    st.code(ANALYSE.format(out="runs/NAME"), language=None)


def no_sample(how: str = "Click a point on the Evolution page, or a picture on any page.") -> None:
    """No sample is selected.

    Args:
        how: one sentence saying how to select one here.
    """
    _say("No sample selected", how)


def problem(message: str) -> None:
    """An error the reader can mend: its message, once."""
    _say("This run cannot be shown", message)


def _say(title: str, words: str) -> None:
    show(element("section", element("h2", title), element("p", words), css="empty"))


def _hint(words: str) -> None:
    show(element("p", words, css="note"))
