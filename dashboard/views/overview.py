"""Overview: what this run is."""

from __future__ import annotations

from analysis.store.reader import Run
from dashboard import markup
from dashboard.selection import Selection

TITLE = "Overview"
PATH = "overview"


def show(run: Run, selection: Selection) -> None:
    """Draw the page."""
    markup.show(markup.element("h1", run.name))
