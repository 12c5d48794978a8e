"""Decides who moved last, the page or the view, so that neither fights the other.

The view reports what its reader did as component state: `epoch` = {"value": 3, "turn": 17} and `selected` =
{"value": ["a"], "turn": 18}, where `turn` never repeats in a browser tab. A report counts once: in the first run (or
callback) that sees a turn it has not seen before. After that the page's own value holds, so a stale report never
overrules the page. Python answers with the turns that it has heard, and the view ignores answers that were
written before its latest report was heard: no jump back, no echo.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

CHANNELS = ("epoch", "selected")
MAX_SELECTED = 10_000  # ids accepted from a browser at once


@dataclass(frozen=True)
class ScatterState:
    """What the view shows.

    Attributes:
        epoch: an epoch number, None before the page or the reader chose one.
        selected: ids of the selected samples, in the order of selection.
    """

    epoch: int | None
    selected: tuple[str, ...]


def settle(given: ScatterState, state: Mapping[str, Any], heard: Mapping[str, Any]) -> tuple[ScatterState, dict]:
    """Merge what the page gives with what the view has newly reported.

    Args:
        given: the page's values.
        state: the component's state as Streamlit holds it, straight from the browser and so untrusted.
        heard: the turns that earlier runs have already taken over.

    Returns:
        The state to show, and the turns heard so far: kept where Streamlit has dropped the state meanwhile.
    """
    epoch, selected = given.epoch, given.selected
    now = {name: heard.get(name) if (turn := _turn(state.get(name))) is None else turn for name in CHANNELS}
    if now["epoch"] != heard.get("epoch"):
        epoch = _epoch(state["epoch"]["value"], otherwise=epoch)
    if now["selected"] != heard.get("selected"):
        selected = _selected(state["selected"]["value"], otherwise=selected)
    return ScatterState(epoch, selected), now


def _turn(report: Any) -> int | None:
    """The report's turn, None where there is no well-formed report."""
    if isinstance(report, Mapping) and "value" in report and _is_whole(report.get("turn")):
        return report["turn"]
    return None


def _epoch(value: Any, *, otherwise: int | None) -> int | None:
    return value if _is_whole(value) else otherwise


def _selected(value: Any, *, otherwise: tuple[str, ...]) -> tuple[str, ...]:
    if isinstance(value, list) and len(value) <= MAX_SELECTED and all(isinstance(item, str) for item in value):
        return tuple(value)
    return otherwise


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
