"""What stands below the scatter: one part at a time, chosen in the URL, and only the open one is computed."""

from __future__ import annotations

from analysis.store.reader import Run
from dashboard.panels import export, separation, similarity
from dashboard.panels.control import switch
from dashboard.panels.key_epochs import key_epochs
from dashboard.panels.movers import movers
from dashboard.panels.points_table import points_table
from dashboard.panels.selected_many import selected_many
from dashboard.plane import Plane
from dashboard.scatter_colors import Choice
from dashboard.selection import Selection, parameter

PARTS = {
    "selection": "Selection",
    "movers": "Movers",
    "key": "Key epochs",
    "compared": "Epochs compared",
    "separation": "Separation",
    "export": "Export",
    "table": "As a table",
}
PARAMETER = "below"


def evolution_parts(run: Run, selection: Selection, plane: Plane, choice: Choice) -> None:
    """Draw the row of buttons and the open part.

    Args:
        plane: what the scatter shows.
        choice: how its points are colored.
    """
    part = switch("Below the picture", PARAMETER, tuple(PARTS), default="selection", words=PARTS)
    if part == "selection":
        selected_many(run, selection)
    elif part == "movers":
        movers(run, selection, plane)
    elif part == "key":
        key_epochs(run, selection, plane, choice)
    elif part == "compared":
        similarity.show(run, selection, plane, choice)
    elif part == "separation":
        separation.show(run, selection)
    elif part == "export":
        export.show(run, selection, plane)
    else:
        points_table(run, selection, plane)


def trails_between(run: Run) -> tuple[int, int] | None:
    """The two epochs that the movers are compared between, while that part is open; None for all epochs."""
    if parameter(PARAMETER, "selection", tuple(PARTS)) != "movers" or len(run.epochs) < 2:
        return None
    before = parameter("moved_from", run.epochs[0], run.epochs)
    after = parameter("moved_to", run.epochs[-1], run.epochs)
    return (min(before, after), max(before, after)) if before != after else None
