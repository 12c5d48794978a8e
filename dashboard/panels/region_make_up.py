"""What regions are made of, as one table with a column for each and one for the whole run."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analysis.store.reader import Run
from dashboard import look
from dashboard.markup import Markup, element, show
from dashboard.palette import class_colors
from dashboard.panels.control import picker
from dashboard.regions.composition import LABEL, PREDICTION, Part, composition, dividers
from dashboard.regions.kept import Kept
from dashboard.selection import Selection

LINES = 14  # values with a line of their own
READING = (
    "Share of the region's samples, with its 95 % interval (Wilson) for samples drawn at random, which a lasso does "
    "not do: it tells two regions apart from each other and from the run, not what other data would show."
)


def region_make_up(run: Run, selection: Selection, regions: Sequence[Kept]) -> None:
    """Draw it.

    Args:
        regions: one or two, none empty.
    """
    words = {LABEL: "label", PREDICTION: f"prediction at epoch {selection.epoch}"}
    with st.container(horizontal=True, vertical_alignment="center", key="region_make_up_head"):
        show(element("h2", "What they are, by"))
        by = picker("By", "region_by", dividers(run), default=LABEL, show=lambda name: words.get(name, name))
    parts = composition(run, by, selection.epoch, [one.rows for one in regions])
    dots = class_colors(run) if by in (LABEL, PREDICTION) else {}
    titles = [words.get(by, by), *(one.title for one in regions), "Whole run"]
    head = element("tr", *(element("th", title, scope="col") for title in titles))
    lines = [_line(part, dots) for part in parts[:LINES]]
    show(element("div", element("table", element("thead", head), element("tbody", *lines), css="plain regions")))
    more = len(parts) - len(lines)
    rest = [element("p", f"and {look.counted(more, 'value')} more", css="note")] if more else []
    show(*rest, element("p", READING, css="reading"))


def _line(part: Part, dots: dict[str, str]) -> Markup:
    dot = element("i", css="dot", style=f"background:{dots[part.words]}") if part.words in dots else ""
    cells = [
        element("td", element("b", look.share(share)), element("small", f" {look.share_interval(low, high)}"),
                element("small", f" · {look.count(count)}"))
        for count, (share, low, high) in zip(part.counts, part.shares, strict=True)
    ]  # fmt: skip
    return element(
        "tr", element("th", dot, part.words, scope="row"), *cells, element("td", look.share(part.everywhere))
    )
