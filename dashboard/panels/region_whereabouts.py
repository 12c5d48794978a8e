"""Where the samples of regions are at other epochs: on the plane, and whether they still stand beside each other."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analysis.store.reader import Run
from dashboard import look
from dashboard.figures.region_course import Course, region_course
from dashboard.gallery import Caption, Tile, picture_grid
from dashboard.markup import Markup, element, show
from dashboard.panels.control import picker
from dashboard.panels.projection_head import PREFERRED
from dashboard.plane import Plane, epochs_of
from dashboard.regions.definition import Lasso
from dashboard.regions.kept import Kept
from dashboard.regions.members import inside_at
from dashboard.regions.picture import pictures
from dashboard.regions.togetherness import Togetherness, togetherness
from dashboard.selection import Selection, choose
from dashboard.theme_in_use import dark

CELL = 300  # CSS pixels
READING = (
    "Of each sample's {k} nearest neighbours in the embedding (all of its numbers, not the plane's two), the share "
    "that belongs to the region too, averaged over its samples; the band is a 95 % interval over whole groups, the "
    "dotted line is chance. A region holds what lay together when it was made, so some of the fall away from that "
    "epoch is that choice, not training."
)


def region_whereabouts(run: Run, selection: Selection, regions: Sequence[Kept]) -> None:
    """Draw it.

    Args:
        regions: one or two, none empty.
    """
    first, last = run.epochs[0], run.epochs[-1]
    with st.container(horizontal=True, vertical_alignment="center", key="region_where_head"):
        show(element("h2", "Where they are"))
        against = picker(
            "Compare with", "region_at", run.epochs, default=first if selection.epoch == last else last,
            show=lambda epoch: f"compared with epoch {epoch}",
        )  # fmt: skip
    epochs = sorted({selection.epoch, against, *(one.region.epoch for one in regions)})
    _maps(run, selection, regions, epochs)
    found = [(one, togetherness(run, one.rows)) for one in regions]
    _table(run, epochs, found)
    _course(run, epochs, [(one, how) for one, how in found if how is not None])


def plane_of(run: Run, regions: Sequence[Kept]) -> Plane | None:
    """The plane to show regions on: that of the first lasso, else the one that the Evolution page opens with."""
    drawn = [one.region.plane for one in regions if isinstance(one.region, Lasso)]
    if drawn:
        return drawn[0]
    names = list(run.projections)
    return Plane(PREFERRED if PREFERRED in names else names[0]) if names else None


def _maps(run: Run, selection: Selection, regions: Sequence[Kept], epochs: Sequence[int]) -> None:
    plane = plane_of(run, regions)
    shown = [] if plane is None else [epoch for epoch in epochs if epoch in epochs_of(run, plane.projection)]
    if plane is None or not shown:
        show(element("p", "This run has no projection to show them on.", css="note"))
        return
    made = {epoch: [one.title for one in regions if one.region.epoch == epoch] for epoch in shown}
    tiles = [
        Tile(
            str(epoch),
            Caption(f"epoch {epoch}", f"made here: {', '.join(made[epoch])}" if made[epoch] else ""),
            mark="in view" if epoch == selection.epoch else "",
        )
        for epoch in shown
    ]
    painted = pictures(run, plane, shown, regions, size=2 * CELL, dark=dark())
    label = "The regions on the plane, epoch by epoch; a click shows the epoch"
    picked = picture_grid(painted, tiles, key="region_maps", label=label, cell=CELL, lossless=True, on_pick=_go)
    if picked is not None:
        _go(picked)
        st.rerun()
    title = str(run.projections[plane.projection].get("title", plane.projection))
    names = ", ".join(f"{one.title} {'blue' if one.slot == 'a' else 'orange'}" for one in regions)
    both = f", samples of both {'white' if dark() else 'black'}" if len(regions) > 1 else ""
    outlines = "; the line is the lasso" if any(isinstance(one.region, Lasso) for one in regions) else ""
    words = f"{title}, one scale for these epochs: {names}{both}, all others grey{outlines}."
    show(element("p", words, css="note"))


def _table(run: Run, epochs: Sequence[int], found: Sequence[tuple[Kept, Togetherness | None]]) -> None:
    """A line per region: the share at each epoch shown, and how many of a lasso's samples lie inside it there."""
    titles = ("Neighbours in the region", *(f"Epoch {epoch}" for epoch in epochs), "By chance")
    head = element("tr", *(element("th", title, scope="col") for title in titles))
    lines = [_line(run, one, how, epochs) for one, how in found]
    show(element("table", element("thead", head), element("tbody", *lines), css="plain regions"))


def _line(run: Run, one: Kept, how: Togetherness | None, epochs: Sequence[int]) -> Markup:
    name = element("th", element("i", css="dot", style=f"background:{one.color}"), one.title, scope="row")
    cells = [
        element("td", element("div", "–" if how is None else _share(how.at(epoch))), _inside(run, one, epoch))
        for epoch in epochs
    ]
    return element("tr", name, *cells, element("td", "–" if how is None else look.share(how.chance)))


def _share(estimate: tuple[float, float, float]) -> Markup:
    share, low, high = estimate
    return element("span", element("b", look.share(share)), element("small", f" {look.share_interval(low, high)}"))


def _inside(run: Run, one: Kept, epoch: int) -> Markup:
    """How many of a lasso's samples lie inside its outline at another epoch; nothing for other regions."""
    if epoch == one.region.epoch:
        return element("small", "made here")
    if not isinstance(one.region, Lasso) or epoch not in epochs_of(run, one.region.plane.projection):
        return Markup("")
    count = int(inside_at(run, one.region, epoch)[one.rows].sum())
    return element("small", f"{look.count(count)} of {look.count(len(one.rows))} inside the lasso")


def _course(run: Run, epochs: Sequence[int], found: Sequence[tuple[Kept, Togetherness]]) -> None:
    if not found:
        words = "Neighbours cannot be counted: the run has none stored, or the region has a single sample."
        show(element("p", words, css="note"))
        return
    courses = [Course(one.title, one.color, how.shares, how.chance, dashed=one.slot == "b") for one, how in found]
    look.figure(
        region_course(run.epochs, courses, marked=epochs, dark=dark()), key="region_course",
        alt="Share of the nearest neighbours that belong to the region too, at every epoch",
    )  # fmt: skip
    show(element("p", READING.format(k=max(how.k for _, how in found)), css="reading"))


def _go(epoch: str) -> None:
    choose(epoch=int(epoch))
