"""The epoch control of the header: step, slide or press a key; it tells Python once the reader has settled."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st

FOLDER = Path(__file__).parent / "epoch_control_front"
KEY = "epoch_control"

_HTML = """
<div class="epochs" role="group" aria-label="Epoch">
  <output></output>
  <button type="button" class="previous" aria-label="Previous epoch" title="Previous epoch (key ,)">&#8249;</button>
  <input type="range" min="0" step="1" aria-label="Epoch">
  <button type="button" class="next" aria-label="Next epoch" title="Next epoch (key .)">&#8250;</button>
</div>
"""
_MOUNT = st.components.v2.component(
    "epochscope.epoch_control",
    html=_HTML,
    css=(FOLDER / "control.css").read_text(encoding="utf-8"),
    js=(FOLDER / "control.js").read_text(encoding="utf-8"),
)


def epoch_control(epochs: list[int], epoch: int, on_change: Callable[[int], None]) -> None:
    """Draw the control.

    Args:
        epochs: complete epochs, ascending, irregular or not.
        epoch: the one in view.
        on_change: called with the epoch the reader chose, before the next run.
    """
    _MOUNT(
        key=KEY,
        data={"epochs": epochs, "epoch": epoch},
        width=220,
        height=32,
        on_epoch_change=lambda: _report(epochs, on_change),
    )


def _report(epochs: list[int], on_change: Callable[[int], None]) -> None:
    chosen = st.session_state[KEY].get("epoch")
    if chosen in epochs:  # it comes from a browser
        on_change(int(chosen))
