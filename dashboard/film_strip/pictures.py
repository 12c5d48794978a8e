"""The pictures of a film strip as bytes: sheets of thumbnails, joined without decoding them.

A message, little-endian: uint32 length of the header; header, JSON: `token` (of the run), `soon` (whether any may be
in sight), `sheets`, each `ids` and `size` in bytes, `absent` ids that have no picture; the sheets, JPEG, one picture
wide, top to bottom.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

import numpy as np

from analysis.store.reader import Run
from dashboard.film import NOBODY, Film
from dashboard.thumbnail_sheet import thumbnail_sheet

SHEET = 64  # pictures: 6,144 pixels high, within what every browser draws at full size
IN_SIGHT = 3  # rows on either side of the epoch in view that come first


def split(film: Film, place: int) -> tuple[list[int], list[int]]:
    """Row numbers whose pictures come first, and the rest; each once, those nearest to the row in view first.

    Args:
        place: of the epoch in view, on the axis of epochs.
    """
    by_need = sorted(range(len(film.rows)), key=lambda other: abs(other - place))
    near = min(2 * IN_SIGHT + 1, len(by_need))
    wanted = [_present(film.rows[other]) for other in by_need]
    first = dict.fromkeys(row for rows in wanted[:near] for row in rows)
    rest = dict.fromkeys(row for rows in wanted[near:] for row in rows if row not in first)
    return list(first), list(rest)


def message(run: Run, rows: Sequence[int], token: str, *, soon: bool = True) -> bytes:
    """The pictures of some samples as one message; the module's docstring holds the layout.

    Args:
        rows: row numbers, each once.
        token: names the run; the browser keeps pictures by run and id.
        soon: whether any may be in sight; the others are decoded when the browser has nothing else to do.
    """
    ids = dict(zip(rows, map(str, run.samples["sample"].iloc[list(rows)]), strict=True))
    sheets, bodies, absent = [], [], []
    for start in range(0, len(rows), SHEET):
        found, body = thumbnail_sheet(run, rows[start : start + SHEET])
        absent += [ids[row] for row in rows[start : start + SHEET] if row not in found]
        if found:
            bodies.append(body)
            sheets.append({"ids": [ids[row] for row in found], "size": len(body)})
    header = json.dumps({"token": token, "soon": soon, "sheets": sheets, "absent": absent}).encode()
    return b"".join((len(header).to_bytes(4, "little"), header, *bodies))


def _present(rows: np.ndarray) -> list[int]:
    return [int(row) for row in rows if row != NOBODY]
