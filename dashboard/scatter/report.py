"""Decides who moved last, the page or the view, so that neither fights the other.

The view reports what its reader did as component state: `epoch` = {"value": 3, "turn": 17} and `selected` =
{"value": ["a"], "turn": 18}, many ids as bits (see `selected_ids`), where `turn` never repeats in a browser tab. A
report counts once: in the first run (or callback) that sees a turn it has not seen before. After that the page's own
value holds, so a stale report never overrules the page. Python answers with the turns that it has heard, and the view
ignores answers that were written before its latest report was heard: no jump back, no echo.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.scatter.selected_ids import Samples, read

CHANNELS = ("epoch", "selected")


@dataclass(frozen=True)
class ScatterState:
    """What the view shows.

    Attributes:
        epoch: an epoch number, None before the page or the reader chose one.
        selected: ids of the selected samples; up to 200 in the order of selection, more in the order of the samples.
    """

    epoch: int | None
    selected: tuple[str, ...]


def settle(
    given: ScatterState, state: Mapping[str, Any], heard: Mapping[str, Any], samples: Samples | None = None
) -> tuple[ScatterState, dict]:
    """Merge what the page gives with what the view has newly reported.

    Args:
        given: the page's values.
        state: the component's state as Streamlit holds it, straight from the browser and so untrusted.
        heard: the turns that earlier runs have already taken over.
        samples: whose ids a large selection names; without them only listed ids are taken over.

    Returns:
        The state to show, and the turns heard so far: kept where Streamlit has dropped the state meanwhile.
    """
    epoch, selected = given.epoch, given.selected
    now = {name: heard.get(name) if (turn := _turn(state.get(name))) is None else turn for name in CHANNELS}
    if now["epoch"] != heard.get("epoch"):
        epoch = _epoch(state["epoch"]["value"], otherwise=epoch)
    if now["selected"] != heard.get("selected"):
        selected = read(state["selected"]["value"], samples, otherwise=selected)
    return ScatterState(epoch, selected), now


def _turn(report: Any) -> int | None:
    """The report's turn, None where there is no well-formed report."""
    if isinstance(report, Mapping) and "value" in report and _is_whole(report.get("turn")):
        return report["turn"]
    return None


def _epoch(value: Any, *, otherwise: int | None) -> int | None:
    return value if _is_whole(value) else otherwise


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
