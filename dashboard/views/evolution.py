"""Evolution: every sample's place in a projection of the embeddings, epoch by epoch."""

from __future__ import annotations

import streamlit as st

from analysis.store.reader import Run
from dashboard import empty
from dashboard.following import follow
from dashboard.fragments import fragment
from dashboard.panels import style
from dashboard.panels.evolution_parts import evolution_parts, trails_between
from dashboard.panels.projection_head import projection_head
from dashboard.panels.scatter_controls import scatter_controls
from dashboard.panels.scatter_view import scatter_view
from dashboard.plane import Plane
from dashboard.sample_panel import sample_panel
from dashboard.sample_thumbnails import no_pictures
from dashboard.scatter import animated_scatter_data
from dashboard.scatter.thumbnails import animated_scatter_thumbnails
from dashboard.scatter_payload import payload
from dashboard.scatter_pictures import score_lines, sight_of
from dashboard.selected_sample import selected_sample
from dashboard.selection import Selection, latest
from data.contract import EpochscopeError

TITLE = "Evolution"
PATH = "evolution"


def show(run: Run, selection: Selection) -> None:
    """Draw the page."""
    style.install(style.EVOLUTION_SHEET)
    follow(run)
    if not run.projections:
        empty.no_projection(run.name, str(run.manifest.get("checkpoints", "")))
        selected_sample(run, selection)
        sample_panel(run, selection)
        return
    plane = projection_head(run, selection.epoch)
    name = f"{selection.run}/{plane.name}"
    animated_scatter_data(payload(run, plane, name), key="scatter_data")
    animated_scatter_thumbnails(
        lambda asked: sight_of(run, asked), key="scatter_pictures", run=name,
        notes=(f"epoch {selection.epoch}", lambda asked: score_lines(run, selection.epoch, asked)),
        trouble=no_pictures(run),
    )  # fmt: skip
    _picture_and_parts(run, selection, plane)


@fragment
def _picture_and_parts(run: Run, selection: Selection, plane: Plane) -> None:
    """Everything that a click on a point changes. A change of epoch runs the whole app: the header shows it too."""
    now = latest(run, selection)
    if now.epoch != selection.epoch:
        st.rerun()
    try:
        drawn = scatter_controls(run, plane.projection)
        scatter_view(run, now, plane, drawn, trails=trails_between(run))
        evolution_parts(run, now, plane, drawn.choice)
    except EpochscopeError as error:  # the shell hears nothing of what a fragment raises
        empty.problem(str(error))
    selected_sample(run, now)
    sample_panel(run, now)
