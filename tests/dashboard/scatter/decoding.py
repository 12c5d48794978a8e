"""Reads a payload back, written from the layout's description alone, as an oracle for the tests."""

from __future__ import annotations

import json
import zlib

import numpy as np


def decode(payload: bytes) -> tuple[dict, np.ndarray, np.ndarray, list[str]]:
    """Header, codes (e, n, 2) uint16, labels (n,) uint8 and sample ids."""
    assert payload[:4] == b"EPSC"
    size = int.from_bytes(payload[4:8], "little")
    header = json.loads(payload[8 : 8 + size])
    e, n = len(header["epochs"]), header["n"]
    start = 8 + size
    codes = np.frombuffer(payload, "<u2", e * n * 2, start).reshape(e, n, 2)
    labels = np.frombuffer(payload, np.uint8, n, start + e * n * 4)
    text = zlib.decompress(payload[start + e * n * 4 + n :])
    ends = 2 * n + np.cumsum(np.frombuffer(text, "<u2", n), dtype=np.int64)
    starts = np.concatenate([[2 * n], ends[:-1]])
    samples = [text[a:b].decode() for a, b in zip(starts, ends, strict=True)]
    return header, codes, labels, samples
