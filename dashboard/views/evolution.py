"""Evolution: every sample's place in a projection of the embeddings, epoch by epoch."""

from __future__ import annotations

import streamlit as st

from analysis.store.reader import Run
from dashboard import empty
from dashboard.look import number, share
from dashboard.markup import element
from dashboard.markup import show as put
from dashboard.neighborhood import nearest, same_label
from dashboard.panels.control import picker
from dashboard.panels.samples import samples
from dashboard.sample_panel import sample_panel
from dashboard.scatter import ScatterState, animated_scatter, animated_scatter_data
from dashboard.scatter_payload import colors, payload
from dashboard.selected_sample import selected_sample
from dashboard.selection import Selection, choose, latest

TITLE = "Evolution"
PATH = "evolution"

HEIGHT = 580  # pixels; with header and title line it ends above the fold of a 900 pixel window
NEAREST = 10  # neighbors marked and shown


def show(run: Run, selection: Selection) -> None:
    """Draw the page."""
    if not run.projections:
        empty.no_projection(run.name, str(run.manifest.get("checkpoints", "")))
        selected_sample(run, selection)
        sample_panel(run, selection)
        return
    projection = _head(run, selection.epoch)
    name = f"{selection.run}/{projection}"
    animated_scatter_data(payload(run, projection, name), key="scatter_data")
    _picture_and_panel(run, selection, name)


def _head(run: Run, epoch: int) -> str:
    """The projection in view, what may be read from it, and how much of this epoch it shows."""
    titles = {name: str(entry.get("title", name)) for name, entry in run.projections.items()}
    default = "pca_joint" if "pca_joint" in titles else next(iter(titles))
    with st.container(key="evolution_head", horizontal=True, vertical_alignment="center", gap="medium"):
        projection = picker("Projection", "projection", list(titles), default=default, show=lambda name: titles[name])
        entry = run.projections[projection]
        reads = element("p", str(entry.get("reads", "")), css="reads")
        put(reads, element("p", _quality(entry, epoch), css="reads"))
    return projection


@st.fragment
def _picture_and_panel(run: Run, selection: Selection, name: str) -> None:
    """Everything that a click on a point changes. A change of epoch runs the whole app: the header shows it too."""
    now = latest(run, selection)
    if now.epoch != selection.epoch:
        st.rerun()
    row = None if now.sample is None else run.row(now.sample)
    near = nearest(run, now.epoch, row, NEAREST) if row is not None else None
    ids = run.samples["sample"]
    animated_scatter(
        key="scatter",
        run=name,
        colors=colors(run),
        epoch=now.epoch,
        selected=() if now.sample is None else (now.sample,),
        marks=() if near is None else tuple(ids.iloc[near.rows]),
        height=HEIGHT,
        on_change=lambda shown: _take_over(run, shown),
    )
    if row is not None and near is not None and len(near):
        words = f"Its {len(near)} nearest at epoch {now.epoch}, {same_label(run, row, near.rows)} of its label"
        put(element("h2", words))
        distances = [number(float(distance)) for distance in near.distances]
        samples(run, near.rows.tolist(), details=distances, key="evolution_near", label=words, cell=84)
        put(element("p", "Distances are Euclidean between embeddings, not between points of the picture.", css="note"))
    selected_sample(run, now)
    sample_panel(run, now)


def _quality(entry: dict, epoch: int) -> str:
    """How much of the embeddings' variance this plane shows at the epoch in view."""
    if epoch not in entry["epochs"]:
        epochs = ", ".join(map(str, entry["epochs"]))
        return f"It has no epoch {epoch} yet, only {epochs}: run the analysis again to add it."
    place = entry["epochs"].index(epoch)
    explained, best = (_at(entry.get(figure), place) for figure in ("explained_variance", "own_best"))
    if explained is None:
        return "All splits are shown."
    own = f" (the best plane of this epoch alone: {share(best)})" if best is not None else ""
    return f"At epoch {epoch} it shows {share(explained)} of the variance{own}. All splits are shown."


def _at(figures: list | None, place: int) -> float | None:
    return float(figures[place]) if figures and place < len(figures) and figures[place] is not None else None


def _take_over(run: Run, shown: ScatterState) -> None:
    """Keep what the reader did in the scatter, as far as the run has it."""
    sample = shown.selected[-1] if shown.selected else None
    known = sample is None or run.row(sample) is not None
    epoch = {"epoch": shown.epoch} if shown.epoch in run.epochs else {}
    choose(**epoch, **({"sample": sample} if known else {}))
