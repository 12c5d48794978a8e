"""Tells a new click from one that an earlier run has already taken over.

The browser reports a pick as component state, `picked` = {"value": id, "turn": number}; state stays, so the turn, which
never repeats in a browser tab, says whether it is news.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any


def new_pick(state: Any, heard: int | None, known: Collection[str]) -> tuple[str | None, int | None]:
    """The id that was picked since `heard`, and the turn heard now.

    Args:
        state: the component's state as Streamlit holds it, straight from the browser and so untrusted.
        heard: the turn an earlier run took over.
        known: ids that the grid shows; anything else is ignored.
    """
    report = state.get("picked") if isinstance(state, Mapping) else None
    if not isinstance(report, Mapping):
        return None, heard
    turn, value = report.get("turn"), report.get("value")
    if not isinstance(turn, int) or isinstance(turn, bool) or turn == heard:
        return None, heard
    return (value if isinstance(value, str) and value in known else None), turn
