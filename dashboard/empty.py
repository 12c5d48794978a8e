"""What the page says when there is nothing to show yet: what is missing, and the command that makes it."""

from __future__ import annotations

import shlex

import streamlit as st

from dashboard.markup import element, show


def no_runs(folder: str) -> None:
    """The runs folder is empty or missing."""
    _say("No runs yet", f"There is no run store in {folder}. Analyse a folder of checkpoints to make one:")
    _command()
    show(element("p", "No checkpoints either? Train a demo on synthetic pictures:", css="note"))
    st.code("make demo", language=None)


def no_epochs(run: str, checkpoints: str = "") -> None:
    """The run exists, but no epoch is complete.

    Args:
        run: its name.
        checkpoints: folder of its checkpoints, where it is known; so in the functions below.
    """
    _say(
        "No complete epoch yet",
        f"The analysis of {run} has not finished its first epoch. If it is running, reload this page later; "
        "if it stopped, the same command takes up where it left off:",
    )
    _command(checkpoints)


def no_projection(run: str, checkpoints: str = "") -> None:
    """The run has no projection."""
    _say(
        "No projection yet",
        f"{run} has embeddings but no projection: the analysis makes it after the last epoch. If it is running, reload "
        "this page later; if it stopped, run it again:",
    )
    _command(checkpoints)


def no_neighbors(run: str, checkpoints: str = "") -> None:
    """The run has no nearest neighbors."""
    _say("No neighbours yet", f"{run} has no nearest neighbours. Run the analysis again, it adds what is missing:")
    _command(checkpoints)


def no_explanations(run: str, checkpoints: str = "") -> None:
    """The run has no explanation maps."""
    _say("No explanations yet", f"{run} has no explanation maps. Run the analysis again, it adds what is missing:")
    _command(checkpoints)


def no_duplicates(run: str, checkpoints: str = "") -> None:
    """Nobody has looked for duplicates among the run's pictures."""
    _say(
        "Duplicates were not looked for",
        f"{run} was analysed before duplicates were. Run the analysis again, it adds what is missing:",
    )
    _command(checkpoints)


def no_similarity(run: str, checkpoints: str = "") -> None:
    """The run's epochs were not compared."""
    _say(
        "Epochs were not compared yet",
        f"The analysis of {run} has not compared its epochs: it does so after the last one. Run it again, it adds what "
        "is missing:",
    )
    _command(checkpoints)


def no_separation(run: str, checkpoints: str = "") -> None:
    """Nobody has measured how far the embeddings keep the labels apart."""
    _say(
        "Separation was not measured yet",
        f"The analysis of {run} has not measured how far its embeddings keep the labels apart: it does so after the "
        "last epoch. Run it again, it adds what is missing:",
    )
    _command(checkpoints)


def no_looks(run: str, checkpoints: str = "") -> None:
    """Nobody has measured how alike neighbors look."""
    _say(
        "Looks were not measured yet",
        f"The analysis of {run} has not measured how alike its neighbours look. Run it again, it adds what is missing "
        "and leaves the rest as it is:",
    )
    _command(checkpoints)


def no_nuisances(run: str, checkpoints: str = "") -> None:
    """Nobody has measured what else neighbors share."""
    _say(
        "Not measured yet",
        f"The analysis of {run} has not measured in which traits its neighbours agree. Run it again, it adds what is "
        "missing:",
    )
    _command(checkpoints)


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


def _command(checkpoints: str = "") -> None:
    """The command as it is typed; what is not known stands in capitals."""
    known = f"{shlex.quote(checkpoints)}" if checkpoints else "CHECKPOINTS --data DATASET --out runs/NAME"
    st.code(f"python -m analysis run {known}", language=None)
