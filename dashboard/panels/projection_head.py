"""The line above the scatter: which projection, what may be read from it, and how good it is at this epoch."""

from __future__ import annotations

import streamlit as st

from analysis.store.reader import Run
from dashboard.markup import Markup, element
from dashboard.markup import show as put
from dashboard.panels.control import picker
from dashboard.plane import AXES, Plane, components_of
from dashboard.projection_words import Words, in_words

PREFERRED = "pca_joint"


def projection_head(run: Run, epoch: int) -> Plane:
    """Draw it; returns the plane that the reader chose.

    Args:
        run: it has at least one projection.
        epoch: the one in view.
    """
    titles = {name: str(entry.get("title", name)) for name, entry in run.projections.items()}
    default = PREFERRED if PREFERRED in titles else next(iter(titles))
    with st.container(key="evolution_head", horizontal=True, vertical_alignment="center", gap="medium"):
        projection = picker("Projection", "projection", list(titles), default=default, show=lambda name: titles[name])
        plane = Plane(projection, _axes(run, projection))
        said = in_words(run.projections[projection], epoch)
        put(element("p", said.reads, css="reads"))
    _judged(run, projection, epoch, said)
    bad_epochs(run)
    return plane


def _judged(run: Run, projection: str, epoch: int, said: Words) -> None:
    """The figures of this epoch, and the low ones in words: the first in view, the rest folded."""
    entry, lines = run.projections[projection], []
    if epoch not in entry["epochs"]:
        lines.append(element("p", _absent(entry, epoch), css="reads low"))
    if said.numbers:
        figures = [element("span", name, " ", element("b", value)) for name, value in said.numbers]
        title = f"At epoch {epoch}. {said.source}".strip()
        lines.append(element("p", *figures, css="reads quality", title=title))
    lines += [*_low(said.warnings), *_refused(run)]
    if lines:
        put(element("div", *lines, css="judged"))


def _low(warnings: list[str]) -> list[Markup]:
    if len(warnings) < 2:
        return [element("p", words, css="reads low") for words in warnings]
    first, *rest = warnings
    more = element("summary", first, " ", element("u", f"{len(rest)} more"))
    return [element("details", more, *(element("p", words, css="reads low") for words in rest), css="reads low")]


def _refused(run: Run) -> list[Markup]:
    """Projections that were asked for and cannot show this run, with the reason."""
    refused = run.manifest.get("projections_unsupported") or {}
    return [
        element("p", f"{entry.get('title', name)} is not possible here: {entry.get('reason', '')}", css="reads")
        for name, entry in refused.items()
    ]


def _absent(entry: dict, epoch: int) -> str:
    epochs = ", ".join(map(str, entry["epochs"]))
    return f"It has no epoch {epoch} yet, only {epochs}: run the analysis again to add it."


def _axes(run: Run, projection: str) -> tuple[int, int]:
    """The components in view; a choice where there are three."""
    if components_of(run, projection) < 3:
        return AXES[0]
    words = {f"{right + 1}{up + 1}": (right, up) for right, up in AXES}
    return words[picker("Axes", "axes", list(words), default="12", show=lambda pair: f"axes {pair[0]} and {pair[1]}")]


def bad_epochs(run: Run) -> None:
    """Say which epochs are not there, and why; nothing where all are."""
    bad = run.manifest.get("bad_epochs") or {}
    if bad:
        listed = " ".join(f"Epoch {epoch}: {bad[epoch]}." for epoch in sorted(bad, key=int))
        put(element("p", f"Left out, the other epochs are shown. {listed}", css="warning"))
