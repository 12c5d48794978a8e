"""What a page is: a module with a title, a URL path and one function."""

from __future__ import annotations

from typing import Protocol

from analysis.store.reader import Run
from dashboard.selection import Selection


class View(Protocol):
    """A page module; one line in `dashboard.views.registry.VIEWS` adds it."""

    TITLE: str
    PATH: str

    def show(self, run: Run, selection: Selection) -> None:
        """Draw the page below the header. `run` has at least one complete epoch (Overview: perhaps none)."""
        ...
