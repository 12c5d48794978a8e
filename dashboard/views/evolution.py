"""Evolution: every sample's place, epoch by epoch."""

from __future__ import annotations

from analysis.store.reader import Run
from dashboard import markup
from dashboard.selection import Selection

TITLE = "Evolution"
PATH = "evolution"


def show(run: Run, selection: Selection) -> None:
    """Draw the page."""
    markup.show(markup.element("h1", f"Epoch {selection.epoch}"))
