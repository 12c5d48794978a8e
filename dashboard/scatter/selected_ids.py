"""The form in which a selection travels between page and browser: a short list of ids, else one bit per sample.

Above `MOST_LISTED` ids the browser and the page name rows by bits: {"bits": base64 of ceil(n / 8) bytes, "run": name},
where bit r & 7 of byte r >> 3 stands for row r of the payload. 33,126 samples take 5.5 kB, however many are selected.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

MOST_LISTED = 200  # ids sent as a list; the same number as in selection.js
MOST_READ = 10_000  # ids accepted from a browser as a list


@dataclass(frozen=True)
class Samples:
    """Whose rows the bits are.

    Attributes:
        run: the name that the payload was quantized with.
        ids: (n,) sample ids in the payload's order.
    """

    run: str
    ids: Sequence[str]


def read(value: Any, samples: Samples | None, *, otherwise: tuple[str, ...]) -> tuple[str, ...]:
    """Ids out of what a browser sent, which may be anything.

    Args:
        value: the report's value.
        samples: whose rows bits mean; None where only listed ids can be read.
        otherwise: what to return where the value is no selection of these samples.
    """
    if isinstance(value, list):
        is_good = len(value) <= MOST_READ and all(isinstance(item, str) for item in value)
        return tuple(value) if is_good else otherwise
    if isinstance(value, Mapping) and samples is not None and value.get("run") == samples.run:
        rows = _rows(value.get("bits"), len(samples.ids))
        if rows is not None:
            return tuple(np.asarray(samples.ids, dtype=object)[rows].tolist())
    return otherwise


def write(selected: Sequence[str], samples: Samples | None) -> list[str] | dict[str, str]:
    """A selection for the browser; of many ids only those of the samples travel.

    Args:
        selected: ids.
        samples: whose rows bits mean; None sends a list, however long.
    """
    if samples is None or len(selected) <= MOST_LISTED:
        return list(selected)
    wanted = frozenset(selected)
    member = np.fromiter((sample in wanted for sample in samples.ids), dtype=bool, count=len(samples.ids))
    bits = np.packbits(member, bitorder="little")
    return {"bits": base64.b64encode(bits.tobytes()).decode("ascii"), "run": samples.run}


def _rows(text: Any, n: int) -> np.ndarray | None:
    """The rows of a bit set of n samples, rising; None where it is not one."""
    size = (n + 7) // 8
    if not isinstance(text, str) or len(text) != 4 * ((size + 2) // 3):
        return None
    try:
        packed = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    bits = np.unpackbits(np.frombuffer(packed, np.uint8), bitorder="little")
    if len(packed) != size or bits[n:].any():
        return None
    return np.flatnonzero(bits[:n])
