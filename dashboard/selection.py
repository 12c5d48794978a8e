"""The one state all pages share: run, epoch, sample, split, and each page's own parameters; all of it in the URL."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TypeVar

import streamlit as st

from analysis.store.reader import Run
from dashboard import address

Value = TypeVar("Value", str, int, float)

_STATE, _NOTES = "shared_state", "shared_notes"  # plain keys: page navigation drops the state of widgets


@dataclass(frozen=True)
class Selection:
    """What the reader looks at, on every page.

    Attributes:
        run: folder name of the run.
        epoch: a complete epoch of the run; -1 while it has none.
        sample: id of the selected sample, None when nothing is selected.
        split: one of the run's splits.
    """

    run: str
    epoch: int
    sample: str | None
    split: str


def run_name(runs: Mapping[str, str], page: str = "") -> str:
    """The run in view: takes over what the URL asks for, and falls back to the first run with a note.

    Args:
        runs: run name -> location; at least one.
        page: URL path of the page in view.
    """
    asked = address.asked(page)
    if asked is not None:
        st.session_state[_STATE] = asked
    wanted = _state().get("run")
    if wanted is not None and wanted in runs:
        return wanted
    name = next(iter(runs))
    if wanted:
        note(f"There is no run {wanted} here. Showing {name}.")
    _store({**_state(), "run": name})
    return name


def current(run: Run, name: str) -> Selection:
    """The shared selection, checked against what the run really has, and written back to the URL.

    Args:
        run: the run in view.
        name: its name as `run_name` gave it.
    """
    selection = _checked(run, name)
    values = {"run": name, "epoch": str(selection.epoch), "sample": selection.sample, "split": selection.split}
    _store({**_state(), **values})
    return selection


def latest(run: Run, selection: Selection) -> Selection:
    """The selection as it is now, for the body of a fragment, whose arguments are those of the last full run."""
    return _checked(run, selection.run)


def choose(**changes: str | int | None) -> None:
    """Change the shared selection (`run`, `epoch`, `sample`, `split`); None clears.

    Call it in a widget's callback; anywhere else, call `st.rerun()` after it.
    """
    st.session_state[_NOTES] = []
    _store({**_state(), **changes})


def parameter(name: str, default: Value, allowed: Collection[Value] | None = None) -> Value:
    """A page's own value, kept in the session and the URL.

    Args:
        name: its name in the URL: lower case letters and `_`.
        default: the value when nothing (or nothing valid) was chosen; its type is the value's type.
        allowed: the values that make sense; anything else falls back to the default with a note.
    """
    text = _state().get(name)
    if text is None:
        return default
    try:
        value = type(default)(text)
    except ValueError:
        value = None
    if value is not None and value == value and (allowed is None or value in allowed):
        return value
    note(f"{name} = {text} is not possible here. Showing {default}.")
    _store({**_state(), name: None})
    return default


def set_parameter(name: str, value: str | int | float | None) -> None:
    """Change a page's own value; None clears. Same rule as `choose`."""
    choose(**{name: value})  # type: ignore[arg-type]


def parameters() -> dict[str, str]:
    """Everything the URL carries, for links to other pages."""
    return dict(_state())


def note(text: str) -> None:
    """Tell the reader, under the header, that something asked for is not there; stays until the next choice."""
    notes = st.session_state.setdefault(_NOTES, [])
    if text not in notes:
        notes.append(text)


def notes() -> list[str]:
    """The notes to show now."""
    return list(st.session_state.get(_NOTES, []))


def _checked(run: Run, name: str) -> Selection:
    state = _state()
    return Selection(name, _epoch(run, state), _sample(run, state), _split(run, state))


def _epoch(run: Run, state: dict[str, str]) -> int:
    if not run.epochs:
        return -1
    wanted = state.get("epoch")
    if wanted is None or wanted == "-1":
        return run.epochs[-1]
    if wanted.isascii() and wanted.isdigit() and int(wanted) in run.epochs:
        return int(wanted)
    found = run.epochs[-1]
    if wanted.isascii() and wanted.isdigit():
        found = min(run.epochs, key=lambda epoch: abs(epoch - int(wanted)))
    note(f"Epoch {wanted} is not in this run. Showing epoch {found}.")
    return found


def _sample(run: Run, state: dict[str, str]) -> str | None:
    wanted = state.get("sample")
    if wanted is None or run.row(wanted) is not None:
        return wanted
    note(f"Sample {wanted} is not in this run.")
    return None


def _split(run: Run, state: dict[str, str]) -> str:
    wanted = state.get("split")
    if wanted in run.splits:
        return wanted
    found = run.splits[0] if run.splits else "all"
    if wanted:
        note(f"This run has no split {wanted}. Showing {found}.")
    return found


def _state() -> dict[str, str]:
    return st.session_state.setdefault(_STATE, {})


def _store(values: Mapping[str, str | int | float | None]) -> None:
    state = {name: str(value) for name, value in values.items() if value is not None}
    st.session_state[_STATE] = state
    address.write(state)
