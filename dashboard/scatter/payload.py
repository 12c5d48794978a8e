"""Packs the positions of every sample at every epoch into the bytes that the browser paints from.

Layout, little-endian: 4 bytes `EPSC`; uint32 length of the header; header, JSON padded with spaces to a multiple of
4; positions uint16 (e, n, 2); class index uint8 (n); ids, a zlib stream of uint16 lengths (n) and then the UTF-8
bytes of all ids. In the header n counts the samples drawn, total those there are. Ids travel here, once a session, so
that the browser can name samples by id and never by row.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.contract import StoreError

MAGIC = b"EPSC"
FORMAT = 1
LEVELS = 65_534  # positions are 0..LEVELS along the side of the square
MISSING = 65_535  # both coordinates of a sample without a finite position at that epoch
MAX_CLASSES = 256  # one byte per sample
MAX_ID_BYTES = 65_535


@dataclass(frozen=True)
class Points:
    """Who the points are.

    Attributes:
        samples: (n,) unique sample ids, in the order of the positions' axis n.
        labels: (n,) class index of each sample, into `classes`.
        classes: (c,) names of the classes as shown in the legend, at most 256.
        epochs: (e,) epoch numbers in the order of the positions' axis e, rising.
    """

    samples: Sequence[str]
    labels: Sequence[int] | np.ndarray
    classes: Sequence[str]
    epochs: Sequence[int]


def quantize(positions: np.ndarray, points: Points, *, run: str, rows: np.ndarray | None = None) -> bytes:
    """Pack positions, classes and ids into one payload for `animated_scatter_data`.

    All epochs share one square range, so nothing rescales between epochs and both axes have one scale. A coordinate
    is off by at most side / 131,068, where side is the larger of the two extents: 0.007 px on a square of 832 px.

    Args:
        positions: (e, n, 2) float, any units; samples with a NaN or infinite coordinate are left out of that epoch's
            picture and counted in the status line.
        points: ids, classes and epochs of those positions.
        run: the name under which the view asks for these positions; say run and projection, "mine/pca_joint".
        rows: (m,) the samples to draw, rising, as `fit` chose them; None for all. The square is that of all.

    Returns:
        The payload: 4 e m + m bytes plus the compressed ids.

    Raises:
        StoreError: shapes that do not fit each other, no sample, no finite position at all, more than 256 classes,
            labels outside the classes, repeated ids.
    """
    labels = _checked(positions, points)
    ids = _packed_ids(points.samples if rows is None else [points.samples[row] for row in rows])
    kept = slice(None) if rows is None else rows
    labels = labels[kept]
    low, side = _square(positions)
    codes = np.empty((len(positions), len(labels), 2), dtype="<u2")
    missing = [_quantize_epoch(places[kept], codes[row], low, side) for row, places in enumerate(positions)]
    header = {
        "format": FORMAT,
        "run": run,
        "n": len(labels),
        "total": positions.shape[1],
        "epochs": [int(epoch) for epoch in points.epochs],
        "classes": [str(name) for name in points.classes],
        "low": low.tolist(),
        "side": side,
        "bounds": _bounds(codes),
        "missing": missing,
    }
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 4)
    size = len(text).to_bytes(4, "little")
    return b"".join([MAGIC, size, text, codes.tobytes(), labels.tobytes(), ids])


def as_drawn(positions: np.ndarray, place: int) -> np.ndarray:
    """One epoch's places as the browser has them: rounded to the levels of the payload's square.

    Args:
        positions: (e, n, 2) float32, of every epoch.
        place: which of them.

    Returns:
        (n, 2) float64 in the projection's own units; NaN where a sample has no finite position.
    """
    low, side = _square(positions)
    codes = np.empty(positions.shape[1:], dtype="<u2")
    _quantize_epoch(positions[place], codes, low, side)
    places = low + codes * (side / LEVELS)
    places[codes[:, 0] == MISSING] = np.nan
    return places


def _bounds(codes: np.ndarray) -> list[int]:
    """Lower x, lower y, upper x, upper y of all codes; the whole square where a subset has no finite position."""
    drawn = codes[codes[..., 0] != MISSING]
    return [*drawn.min(axis=0).tolist(), *drawn.max(axis=0).tolist()] if len(drawn) else [0, 0, LEVELS, LEVELS]


def _quantize_epoch(positions: np.ndarray, codes: np.ndarray, low: np.ndarray, side: float) -> int:
    """Fill one epoch's codes; returns how many samples have no finite position."""
    finite = np.isfinite(positions).all(axis=1)
    scaled = (positions[finite].astype(np.float64) - low) * (LEVELS / side)
    codes[finite] = np.clip(np.rint(scaled), 0, LEVELS).astype("<u2")
    codes[~finite] = MISSING
    return int((~finite).sum())


def _square(positions: np.ndarray) -> tuple[np.ndarray, float]:
    """The lower corner and the side of the smallest square that starts at the minimum and holds every point."""
    lows, highs = [], []
    for epoch in positions:
        finite = epoch[np.isfinite(epoch).all(axis=1)].astype(np.float64)
        if len(finite):
            lows.append(finite.min(axis=0))
            highs.append(finite.max(axis=0))
    if not lows:
        raise StoreError(
            f"A scatter needs positions. Found: {positions.shape[0]} epochs × {positions.shape[1]} samples without "
            "one finite position. Look for NaN or infinite weights in the checkpoints, then run the analysis again."
        )
    low = np.min(lows, axis=0)
    side = float((np.max(highs, axis=0) - low).max())
    return (low, side) if side > 0 else (low - 0.5, 1.0)


def _checked(positions: np.ndarray, points: Points) -> np.ndarray:
    """Hold positions and points against each other; returns the labels as bytes."""
    expected = (len(points.epochs), len(points.samples), 2)
    if positions.shape != expected or 0 in expected:
        raise StoreError(
            f"Positions must be epochs × samples × 2 with at least one of each. Found: {positions.shape} for "
            f"{expected[0]} epochs and {expected[1]} samples. Run the analysis again."
        )
    if len(points.classes) > MAX_CLASSES:
        raise StoreError(f"A scatter colours at most {MAX_CLASSES} classes. Found: {len(points.classes)}.")
    labels = np.asarray(points.labels)
    if labels.shape != expected[1:2]:
        raise StoreError(f"Every one of {expected[1]} samples needs one label. Found: {labels.shape} labels.")
    if labels.min() < 0 or labels.max() >= len(points.classes):
        raise StoreError(
            f"Labels must be the index of one of {len(points.classes)} classes. "
            f"Found: {labels.min()} to {labels.max()}."
        )
    return labels.astype(np.uint8)


def _packed_ids(samples: Sequence[str]) -> bytes:
    """Ids as a zlib stream: lengths, then text."""
    encoded = [str(sample).encode() for sample in samples]
    if len(set(encoded)) != len(encoded):
        raise StoreError(f"Sample ids must be unique. Found: {len(encoded) - len(set(encoded))} repeated ones.")
    lengths = np.fromiter(map(len, encoded), dtype=np.int64, count=len(encoded))
    if lengths.max() > MAX_ID_BYTES:
        raise StoreError(f"A sample id may have {MAX_ID_BYTES} bytes. Found: one of {lengths.max()}.")
    return zlib.compress(lengths.astype("<u2").tobytes() + b"".join(encoded), level=6)
