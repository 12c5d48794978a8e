"""Regions as text for the address, and back: any text may come, and only what is well formed is taken.

Fields are joined by `~`, free words last: `lasso~name~epoch~tag~axes~corners~but~projection`,
`around~name~epoch~tag~radius~sample`, `listed~name~epoch~tag~bits`, where bits are one per row of the run, deflated,
and `but` holds row numbers of 4 bytes.
"""

from __future__ import annotations

import base64
import math
import re
import zlib

import numpy as np

from analysis.contract import StoreError
from dashboard.address import LONGEST
from dashboard.plane import AXES, Plane
from dashboard.regions.corners import decoded, pack, unpack
from dashboard.regions.definition import Around, Lasso, Listed, Region, cleaned

_EPOCH = re.compile(r"[0-9]{1,7}")
_TAG = re.compile(r"[0-9a-f]{8}")


def to_text(region: Region) -> str:
    """Write a region. Raises StoreError where it is too long for an address."""
    start = [cleaned(region.name), str(region.epoch), region.tag]
    if isinstance(region, Lasso):
        axes = "".join(str(axis + 1) for axis in region.plane.axes)
        corners, but = pack(np.array(region.corners)), _base64(np.array(region.but, "<u4").tobytes())
        fields = ["lasso", *start, axes, corners, but, region.plane.projection]
    elif isinstance(region, Around):
        fields = ["around", *start, repr(region.radius), region.sample]
    else:
        fields = ["listed", *start, _bits(region.rows)]
    text = "~".join(fields)
    if len(text) > LONGEST:
        raise StoreError(
            f"An address holds {LONGEST:,} characters, these samples take {len(text):,}. Draw them as one lasso with "
            "all of the legend shown, which keeps its outline in their place, or select fewer."
        )
    return text


def from_text(text: str, samples: int) -> Region:
    """Read a region.

    Args:
        text: what the address has; may be anything.
        samples: n of the run.

    Raises:
        StoreError: it is not one.
    """
    found = None if len(text) > LONGEST else _read(text, samples)
    if found is None:
        raise StoreError(
            "The address does not hold a region that can be read; perhaps the link was cut. Remove it and make it anew."
        )
    return found


def _read(text: str, samples: int) -> Region | None:
    kind, _, rest = text.partition("~")
    parts = rest.split("~", {"lasso": 6, "around": 4, "listed": 3}.get(kind, 0))
    if len(parts) < 4 or not _EPOCH.fullmatch(parts[1]) or not _TAG.fullmatch(parts[2]):
        return None
    name, epoch, tag, *rest_of = cleaned(parts[0]), int(parts[1]), parts[2], *parts[3:]
    if kind == "lasso" and len(rest_of) == 4:
        return _lasso(rest_of, (epoch, tag, name), samples)
    if kind == "around" and len(rest_of) == 2:
        radius = _number(rest_of[0])
        return None if radius is None or not rest_of[1] else Around(epoch, rest_of[1], radius, tag, name)
    rows = _rows(rest_of[0], samples) if kind == "listed" and len(rest_of) == 1 else None
    return None if rows is None else Listed(epoch, rows, tag, name)


def _lasso(fields: list[str], whose: tuple[int, str, str], samples: int) -> Lasso | None:
    axes_text, packed, exceptions, projection = fields
    epoch, tag, name = whose
    axes = next((pair for pair in AXES if axes_text == "".join(str(axis + 1) for axis in pair)), None)
    corners = unpack(packed)
    but = decoded(exceptions)
    if axes is None or corners is None or not projection or but is None or len(but) % 4:
        return None
    rows = np.frombuffer(but, "<u4").astype(np.int64)
    if (rows >= samples).any() or (np.diff(rows) <= 0).any():
        return None
    places = tuple((float(x), float(y)) for x, y in corners)
    return Lasso(epoch, Plane(projection, axes), places, tag, name, tuple(rows.tolist()))


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) and value >= 0 else None


def _bits(rows: tuple[int, ...]) -> str:
    member = np.zeros(max(rows, default=-1) + 1, bool)
    member[list(rows)] = True
    return _base64(zlib.compress(np.packbits(member, bitorder="little").tobytes(), 9))


def _base64(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode("ascii").rstrip("=")


def _rows(text: str, samples: int) -> tuple[int, ...] | None:
    """Rows named by bits; unpacks no more than the run's samples need, whatever was packed."""
    content, size = decoded(text), (samples + 7) // 8
    if content is None:
        return None
    reader = zlib.decompressobj()
    try:
        packed = reader.decompress(content, size + 1)
    except zlib.error:
        return None
    rows = np.flatnonzero(np.unpackbits(np.frombuffer(packed, np.uint8), bitorder="little"))
    if not reader.eof or len(packed) > size or not len(rows) or rows[-1] >= samples:
        return None
    return tuple(rows.tolist())
