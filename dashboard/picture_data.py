"""Thumbnails as data URIs, for tables: they travel with the page and are never served from an address."""

from __future__ import annotations

import base64
import io

import numpy as np
import streamlit as st
from PIL import Image

from analysis.contract import StoreError
from analysis.store.reader import Run
from dashboard.store_cache import key_of

EDGE = 48  # pixels: a row of a table
QUALITY = 82  # JPEG


def data_uris(run: Run, rows: np.ndarray) -> list[str | None]:
    """One JPEG as a data URI for each row number; None where the atlas does not have it."""
    return _uris(run, key_of(run), tuple(int(row) for row in rows))


@st.cache_resource(max_entries=16, show_spinner=False)
def _uris(_run: Run, key: str, rows: tuple[int, ...]) -> list[str | None]:
    return [_uri(_run, row) for row in rows]


def _uri(run: Run, row: int) -> str | None:
    try:
        pixels = run.thumbnails.one(row)
    except StoreError:
        return None
    stream = io.BytesIO()
    Image.fromarray(pixels).resize((EDGE, EDGE), Image.Resampling.BOX).save(
        stream, "JPEG", quality=QUALITY, subsampling=0
    )
    return f"data:image/jpeg;base64,{base64.b64encode(stream.getvalue()).decode('ascii')}"
