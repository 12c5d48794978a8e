"""Tells a new click from one that an earlier run has already taken over.

The browser reports a pick as component state, `picked` = {"value": id, "turn": number}; state stays, so the turn, which
never repeats in a browser tab, says whether it is news. `enlarged` and `several`, whose value is a list, do the same.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import streamlit as st


def new_pick(
    state: Any, heard: int | None, known: Collection[str], name: str = "picked"
) -> tuple[str | None, int | None]:
    """The id that was picked since `heard`, and the turn heard now.

    Args:
        state: the component's state as Streamlit holds it, straight from the browser and so untrusted.
        heard: the turn an earlier run took over.
        known: ids that the grid shows; anything else is ignored.
        name: of the report.
    """
    value, turn = _news(state, heard, name)
    return (value if isinstance(value, str) and value in known else None), turn


def new_picks(state: Any, heard: int | None, known: Collection[str]) -> tuple[list[str], int | None]:
    """The ids that were picked together since `heard`, the last one picked last, and the turn heard now.

    Args: as of `new_pick`. A list with an id that the grid does not show is ignored as a whole.
    """
    value, turn = _news(state, heard, "several")
    if not isinstance(value, list) or not all(isinstance(each, str) and each in known for each in value):
        return [], turn
    return list(dict.fromkeys(value)), turn


def hear(key: str, known: Collection[str], name: str) -> str | None:
    """What the grid `key` reports under `name`, once."""
    memory = f"{key}:{name}"
    value, st.session_state[memory] = new_pick(st.session_state.get(key), st.session_state.get(memory), known, name)
    return value


def hear_several(key: str, known: Collection[str]) -> list[str]:
    """The ids picked together in the grid `key`, once; none where nothing is new."""
    memory = f"{key}:several"
    values, st.session_state[memory] = new_picks(st.session_state.get(key), st.session_state.get(memory), known)
    return values


def _news(state: Any, heard: int | None, name: str) -> tuple[Any, int | None]:
    report = state.get(name) if isinstance(state, Mapping) else None
    if not isinstance(report, Mapping):
        return None, heard
    turn = report.get("turn")
    if not isinstance(turn, int) or isinstance(turn, bool) or turn == heard:
        return None, heard
    return report.get("value"), turn
