"""Packs how every point is drawn, its color and its outline, into bytes that travel when they change only.

Layout, little-endian: 4 bytes `EPSS`; uint32 length of the header; header, JSON padded with spaces to a multiple of
4; codes uint8 (e or 1, n); outlines uint8 (e or 1, n), where the header says that there are any.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from analysis.contract import StoreError

MAGIC = b"EPSS"
FORMAT = 1
NOT_KNOWN = 255  # the code of a sample whose value is not known
TOP = 254  # highest code of a value
MAX_CATEGORIES = 254
MIN_RAMP = 16  # colors that a ramp needs to look continuous

_COLOR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True)
class Style:
    """How every point is drawn.

    Attributes:
        name: under which a view asks for it; say run and quantity, "mine/prediction", so that no two runs share one.
        kind: "categories", one color per code, or "values", a ramp of colors over [low, high].
        codes: (e, n) uint8, or (1, n) where they are the same at every epoch; epochs and samples in the order of
            the data payload. Categories: index into `names`. Values: 0 at low to 254 at high, see `value_codes`.
            255: not known.
        colors: "#rrggbb", one per name, or the ramp from low to high in at least 16 steps.
        names: (k,) names of the categories as shown in the legend, at most 254; empty for values.
        title: what is shown, in words for the legend: "Prediction".
        low: value of code 0; values only.
        high: value of code 254; values only.
        unit: of low and high, as shown behind the numbers.
        rings: (e, n) or (1, n), true where a point is outlined; None without a second channel.
        ring_words: what an outline means: "wrong". Needed with `rings`.
    """

    name: str
    kind: Literal["categories", "values"]
    codes: np.ndarray
    colors: Sequence[str]
    names: Sequence[str] = ()
    title: str = ""
    low: float | None = None
    high: float | None = None
    unit: str = ""
    rings: np.ndarray | None = None
    ring_words: str = ""


def value_codes(values: np.ndarray, low: float, high: float) -> np.ndarray:
    """Values as codes of a ramp over [low, high].

    Args:
        values: any shape, float; outside [low, high] they get the color of the nearer end.

    Returns:
        Codes of the same shape, uint8, 0 to 254; 255 where a value is NaN. A value is off by at most
        (high - low) / 508 when read back from its code.
    """
    known = ~np.isnan(values)
    span = high - low
    share = (np.where(known, values, low) - low) / span if span > 0 else np.zeros(np.shape(values))
    return np.where(known, np.rint(np.clip(share, 0, 1) * TOP), NOT_KNOWN).astype(np.uint8)


def pack_style(style: Style) -> bytes:
    """Pack a style into one payload for `animated_scatter_style`.

    Returns:
        n bytes per row of codes and of outlines, and a short header.

    Raises:
        StoreError: codes or outlines that are not epochs × samples, codes without a name or a color, more than 254
            categories, a ramp of fewer than 16 colors, colors not written "#rrggbb", values without a finite range,
            outlines without words.
    """
    codes = _codes(style)
    rings = _rings(style, codes.shape)
    header = {
        "format": FORMAT,
        "name": style.name,
        "title": style.title,
        "kind": style.kind,
        "n": codes.shape[1],
        "rows": codes.shape[0],
        "ringRows": 0 if rings is None else rings.shape[0],
        "names": [str(name) for name in style.names],
        "colors": _colors(style),
        "low": style.low,
        "high": style.high,
        "unit": style.unit,
        "ringWords": style.ring_words,
    }
    text = json.dumps(header, allow_nan=False).encode()
    text += b" " * (-len(text) % 4)
    size = len(text).to_bytes(4, "little")
    return b"".join([MAGIC, size, text, codes.tobytes(), b"" if rings is None else rings.tobytes()])


def _codes(style: Style) -> np.ndarray:
    codes = np.asarray(style.codes)
    if codes.ndim != 2 or 0 in codes.shape or codes.dtype != np.uint8:
        raise StoreError(
            f"Codes of {style.name!r} must be uint8, epochs × samples. Found: {codes.dtype} {codes.shape}."
        )
    if style.kind == "values":
        _check_values(style)
        return codes
    if len(style.names) > MAX_CATEGORIES:
        raise StoreError(f"{style.name!r} may have {MAX_CATEGORIES} categories. Found: {len(style.names)}.")
    known = codes[codes != NOT_KNOWN]
    if known.size and int(known.max()) >= len(style.names):
        raise StoreError(f"{style.name!r} has {len(style.names)} names. Found: code {known.max()}.")
    return codes


def _check_values(style: Style) -> None:
    if style.low is None or style.high is None or not all(map(math.isfinite, (style.low, style.high))):
        raise StoreError(f"{style.name!r} shows values and needs a finite range. Found: {style.low} to {style.high}.")
    if style.low > style.high:
        raise StoreError(f"The range of {style.name!r} must rise. Found: {style.low} to {style.high}.")


def _colors(style: Style) -> list[str]:
    fits = len(style.colors) >= MIN_RAMP if style.kind == "values" else len(style.colors) == len(style.names)
    if not fits:
        wanted = f"at least {MIN_RAMP}" if style.kind == "values" else f"{len(style.names)}, one per name"
        raise StoreError(f"Colors wanted for {style.name!r}: {wanted}. Found: {len(style.colors)}.")
    wrong = [color for color in style.colors if not _COLOR.fullmatch(color)]
    if wrong:
        raise StoreError(f"Colors of {style.name!r} must be written #rrggbb. Found: {wrong[0]!r}.")
    return list(style.colors)


def _rings(style: Style, shape: tuple[int, ...]) -> np.ndarray | None:
    if style.rings is None:
        return None
    rings = np.asarray(style.rings)
    if rings.ndim != 2 or rings.shape[1] != shape[1] or rings.shape[0] == 0:
        raise StoreError(f"Outlines of {style.name!r} must be epochs × {shape[1]} samples. Found: {rings.shape}.")
    if not style.ring_words:
        raise StoreError(f"Say what an outline means in ring_words of {style.name!r}: the legend shows it.")
    return (rings != 0).astype(np.uint8)
