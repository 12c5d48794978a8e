"""Decides how many samples a scatter draws, and which, where there are more than a browser can play."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import streamlit as st

MOST_POINTS = 1_000_000  # 50 ms a frame in the median and 67 at the 95th percentile, measured at 1,000,000 × 10 epochs
ID_BYTES = 24  # of one id, uncompressed and with its length
SHARE_OF_MESSAGE = 0.9  # of what Streamlit sends at most at once; the rest is left for the header
SEED = 0


@dataclass(frozen=True)
class Fit:
    """The samples to draw.

    Attributes:
        rows: (m,) int64, rising; all rows where all fit.
        total: how many samples there are.
        words: what is drawn of them and why, for the page; empty where all are.
    """

    rows: np.ndarray
    total: int
    words: str


def fit(labels: np.ndarray, epochs: int, *, id_bytes: float = ID_BYTES, message_bytes: float | None = None) -> Fit:
    """Choose the samples to draw: all, or a subset in which rare classes are whole and the others in proportion.

    Args:
        labels: (n,) class index of every sample, not negative.
        epochs: how many epochs are sent.
        id_bytes: mean bytes of a sample's id.
        message_bytes: most bytes of one message to the browser; None for this server's `server.maxMessageSize`.

    Returns:
        The same subset every time.
    """
    allowed = st.get_option("server.maxMessageSize") * 1e6 if message_bytes is None else message_bytes
    sendable = int(allowed * SHARE_OF_MESSAGE / (4 * epochs + 1 + id_bytes))
    most = max(min(MOST_POINTS, sendable), 1)
    if len(labels) <= most:
        return Fit(np.arange(len(labels)), len(labels), "")
    rows, rule = _subset(labels, most)
    if sendable < MOST_POINTS:
        reason = f"{epochs} epochs of more do not fit into one message of at most {allowed / 1e6:,.0f} MB"
    else:
        reason = "more do not play smoothly in a browser"
    return Fit(rows, len(labels), f"{len(rows):,} of {len(labels):,} samples are drawn: {reason}. {rule}")


def _subset(labels: np.ndarray, most: int) -> tuple[np.ndarray, str]:
    """Rows, rising, and the rule in words: a class is rare if all classes of its size would fill half of the room."""
    counts = np.bincount(labels)
    rare = counts <= most // (2 * np.count_nonzero(counts))
    share = (most - counts[rare].sum()) / counts[~rare].sum()
    random = np.random.default_rng(SEED)
    chosen = [np.flatnonzero(rare[labels])]
    for index in np.flatnonzero(~rare):
        of_class = np.flatnonzero(labels == index)
        chosen.append(random.choice(of_class, int(len(of_class) * share), replace=False, shuffle=False))
    part = f"{100 * share:.2g} %"
    if counts[rare].any():
        words = (
            f"Classes of at most {counts[rare].max():,} samples are whole; of the others {part} are drawn at random."
        )
    else:
        words = f"They are {part} of every class, drawn at random."
    return np.sort(np.concatenate(chosen)), words
