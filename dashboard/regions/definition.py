"""What defines a region: an outline on a plane, a sphere around a sample, or a list of samples; each at one epoch."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from analysis.store.reader import Run
from dashboard.plane import Plane

LONGEST_NAME = 40  # characters that the reader may give


@dataclass(frozen=True)
class Lasso:
    """The samples inside a closed outline, by the even-odd rule on the places drawn at the epoch.

    Attributes:
        epoch: a complete epoch.
        plane: projection and components.
        corners: x and y in the projection's own units.
        tag: of the run, see `tag_of`: its coordinates mean nothing in another one.
        name: the reader's own, "" for none.
        but: row numbers, rising, for which it is the other way round: those at the very edge of the outline as it
            was drawn, which an address has no room for in full, and samples added or taken away one by one.
    """

    epoch: int
    plane: Plane
    corners: tuple[tuple[float, float], ...]
    tag: str
    name: str = ""
    but: tuple[int, ...] = ()


@dataclass(frozen=True)
class Around:
    """The samples at most so far from one in the embedding, that one included.

    Attributes:
        epoch: a complete epoch.
        sample: id.
        radius: Euclidean, embedding units of that epoch.
        tag, name: as in `Lasso`.
    """

    epoch: int
    sample: str
    radius: float
    tag: str
    name: str = ""


@dataclass(frozen=True)
class Listed:
    """Samples picked one by one, or by several outlines.

    Attributes:
        epoch: the one in view when they were picked.
        rows: row numbers, rising.
        tag, name: as in `Lasso`.
    """

    epoch: int
    rows: tuple[int, ...]
    tag: str
    name: str = ""


Region = Lasso | Around | Listed


def tag_of(run: Run, name: str) -> str:
    """Eight letters that tell a run from others: of its name in the address and its number of samples."""
    return f"{zlib.crc32(f'{name}/{len(run.samples)}'.encode()):08x}"


def cleaned(name: str) -> str:
    """A name as it is kept: one line, no `~` (the address divides by it), at most `LONGEST_NAME` characters."""
    visible = "".join(letter if letter.isprintable() and letter != "~" else " " for letter in name)
    return " ".join(visible.split())[:LONGEST_NAME].strip()
