"""Runs that hold scores and nothing else: what they are in words, and the way to the runs they were made of."""

from __future__ import annotations

import streamlit as st

from analysis.store.reader import Run
from dashboard.links import page_link
from dashboard.look import counted
from dashboard.markup import element, literal, show
from dashboard.panels import style
from dashboard.run_folder import find_runs, runs_folder

MOST_LINKS = 12


def kind_in_words(run: Run) -> str:
    """What a run of scores is: "an ensemble of 3 runs"."""
    count = len(run.manifest.get("members") or [])
    words = {
        "out_of_fold": f"a pool of the held-out scores of {counted(count, 'fold')}",
        "ensemble": f"an ensemble of {counted(count, 'run')}",
        "metadata": "a model on metadata alone",
    }
    return words.get(run.kind, f"a run of scores ({run.kind})")


def no_embeddings(run: Run, path: str, title: str) -> None:
    """Say why a page that looks into a model is empty, and which run to open there instead.

    Args:
        path: URL path of the page in view.
        title: its title.
    """
    words = (
        f"{run.name} is {kind_in_words(run)}: it has scores but no embeddings, so {title} has nothing to show. "
        f"{_way_out(run)}"
    )
    style.install()
    show(element("section", element("h2", "Scores only"), element("p", words), css="empty"))
    member_links(run, path)


def member_links(run: Run, path: str) -> None:
    """A link to a page of each member that lies in the folder of runs."""
    names = members_here(run)
    if not names:
        return
    with st.container(key="member_links", horizontal=True, gap="small"):
        for name in names[:MOST_LINKS]:
            page_link(path, literal(name), run=name, epoch=None, split=None)


def members_here(run: Run) -> list[str]:
    """Names of the members that the app can open."""
    here = find_runs(runs_folder())
    wanted = [str(member.get("location", "")).rstrip("/").rsplit("/", 1)[-1] for member in _members(run)]
    return [name for name in dict.fromkeys(wanted) if name in here]


def _way_out(run: Run) -> str:
    if members_here(run):
        return "Open this page for one of its members:"
    places = ", ".join(str(member.get("location", "")) for member in _members(run)[:MOST_LINKS])
    return f"Its members are not in this folder of runs; open the dashboard where they lie: {places}."


def _members(run: Run) -> list[dict]:
    return [member for member in run.manifest.get("members") or [] if isinstance(member, dict)]
