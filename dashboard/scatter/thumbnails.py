"""Brings the pictures that a view of the scatter asks for, on one sheet, as bytes through a mount.

An answer, little-endian: 4 bytes `EPTH`; uint32 length of the header; header, JSON; a JPEG sheet of the pictures
named in `ids`, row by row, `columns` to a row, each `cell` pixels a side; no sheet where `ids` is empty. What travels
follows what the reader looks at: nothing at start-up, about 2.5 kB a picture, at most `BATCH` pictures a question.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from analysis.store.thumbnails import CELL
from dashboard.fragments import fragment
from dashboard.scatter.bundle import stub

MAGIC = b"EPTH"
BATCH = 64  # samples answered at once; album.js asks for no more

_mount = st.components.v2.component("epochscope_scatter_pictures", js=stub())


@dataclass(frozen=True)
class Sight:
    """What can be shown of the samples asked for.

    Attributes:
        samples: (m,) ids that have a picture.
        sheet: their pictures, JPEG, one wide, `CELL` pixels a side each, in the order of `samples`; empty without any.
        absent: ids without a picture, for good.
        trouble: why pictures are missing and what to do, in words; empty where none is.
    """

    samples: Sequence[str] = ()
    sheet: bytes = b""
    absent: Sequence[str] = ()
    trouble: str = ""


@fragment
def animated_scatter_thumbnails(
    look: Callable[[Sequence[str]], Sight],
    *,
    key: str,
    run: str,
    notes: tuple[str, Callable[[Sequence[str]], Mapping[str, str]]] | None = None,
    trouble: str = "",
) -> None:
    """Answer the view's questions for pictures; a fragment of its own, so that a question reruns nothing else.

    Args:
        look: gives what can be shown of some ids; they come from a browser, so any may be unknown: leave those out.
        key: the mount's own key, one per place on the page.
        run: the `run` of the view whose samples these are.
        notes: what the tip's last line is taken from, "epoch 5" say, and what gives it for some ids, a score in words
            say. Where the former changes, the lines before it are forgotten and asked for anew.
        trouble: why the run has no pictures at all; the view says so once and never asks.
    """
    question = read_wanted(st.session_state.get(key))
    memory, at = f"{key}:sent", notes[0] if notes else ""
    topic, turn, message = st.session_state.get(memory, (None, None, b""))
    if (run, at, trouble) != topic or question.turn != turn:
        is_new = question.turn != turn and not trouble  # else its pictures are in the browser already
        sight = look(question.pictures) if is_new and question.pictures else Sight()
        lines = notes[1]([*question.pictures, *question.words]) if is_new and notes else {}
        message = pack(sight, run=run, turn=question.turn, notes=(at, lines), trouble=trouble)
    _mount(key=key, data=message, on_wanted_change=_nothing)
    st.session_state[memory] = ((run, at, trouble), question.turn, message)


@dataclass(frozen=True)
class Question:
    """What the view wants: pictures of some samples, and the tip's line alone of others.

    Attributes:
        turn: names the question; None where there is none.
        pictures: at most `BATCH` ids.
        words: at most `BATCH` ids.
    """

    turn: int | None = None
    pictures: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


def read_wanted(state: Any) -> Question:
    """The question in component state, which a browser wrote: none unless all of it is well formed."""
    report = state.get("wanted") if isinstance(state, Mapping) else None
    if not isinstance(report, Mapping):
        return Question()
    turn, pictures, words = report.get("turn"), _ids(report.get("pictures")), _ids(report.get("words"))
    if not isinstance(turn, int) or isinstance(turn, bool) or pictures is None or words is None:
        return Question()
    return Question(turn, pictures, words)


def _ids(value: Any) -> tuple[str, ...] | None:
    if isinstance(value, list) and len(value) <= BATCH and all(isinstance(sample, str) for sample in value):
        return tuple(dict.fromkeys(value))
    return None


def pack(
    sight: Sight,
    *,
    run: str,
    turn: int | None,
    notes: tuple[str, Mapping[str, str]] = ("", {}),
    trouble: str = "",
) -> bytes:
    """One answer as bytes; the module's docstring holds the layout."""
    header = {
        "run": run,
        "turn": turn,
        "at": notes[0] or None,
        "none": bool(trouble),
        "trouble": trouble or sight.trouble,
        "ids": list(sight.samples),
        "absent": list(sight.absent),
        "notes": dict(notes[1]),
        "columns": 1,
        "cell": CELL,
    }
    text = json.dumps(header).encode()
    return b"".join([MAGIC, len(text).to_bytes(4, "little"), text, sight.sheet])


def _nothing() -> None:
    """Streamlit exposes a state value only where it has a callback."""
