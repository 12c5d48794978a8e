"""The selected sample's picture: the original file where it still is and may be read, else the thumbnail."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import streamlit as st
from PIL import Image

from analysis.store.reader import Run
from dashboard.sample_thumbnails import thumbnail
from data.locations import is_local
from data.picture_bytes import picture_in
from data.record_reference import Reference, parse

LONGEST_EDGE = 640  # pixels; twice the panel's width, for dense screens
MOST_PIXELS = 100_000_000  # larger files are not decoded


@dataclass(frozen=True)
class Picture:
    """Pixels to show and where they come from.

    Attributes:
        pixels: (y, x, 3) uint8.
        words: what it is, for the caption.
        original: whether it is the dataset's own file.
    """

    pixels: np.ndarray
    words: str
    original: bool


def picture_of(run: Run, row: int, *, edge: int = LONGEST_EDGE) -> Picture | None:
    """The picture of one sample; None when neither its file nor a thumbnail is there.

    Args:
        edge: pixels of the longer edge; a larger original is reduced to it.
    """
    file = str(run.samples["file"].iat[row])
    path = original_path(str(run.manifest["dataset"].get("location", "")), file)
    original = _decode(str(path), path.stat().st_mtime_ns, parse(file), edge) if path is not None else None
    if original is not None:
        width, height, pixels = original
        return Picture(pixels, f"Original, {width} × {height} pixels", True)
    found = thumbnail(run, row)
    if found is not None:
        return Picture(found, "Thumbnail: the original is not where the dataset was read from", False)
    return None


def original_path(folder: str, file: str) -> Path | None:
    """The file of a sample, if it is a local file that really lies inside the dataset's folder.

    Args:
        folder: where the dataset was read from: a folder, or a table whose folder counts.
        file: as the samples table has it; absolute, or relative to the folder, or a record in such a file.

    Returns:
        The resolved path (of the shard, for a record); None when it is remote, missing, or (after links are followed)
        outside of the folder.
    """
    record = parse(file)
    file = record.shard if record else file
    if not folder or not file or not is_local(folder) or not is_local(file):
        return None
    try:
        inside = Path(folder).resolve(strict=True)
        inside = inside if inside.is_dir() else inside.parent
        path = (inside / file).resolve(strict=True)
        return path if path.is_file() and path.is_relative_to(inside) else None
    except (OSError, ValueError, RuntimeError):  # missing, not a name this system allows, a loop of links
        return None


@st.cache_data(max_entries=48, show_spinner=False)
def _decode(path: str, changed: int, record: Reference | None, edge: int) -> tuple[int, int, np.ndarray] | None:
    """Width, height and reduced pixels of a file or a record in it; None when Pillow cannot read it, or too large."""
    try:
        content = io.BytesIO(picture_in(replace(record, shard=path))) if record else path
        with Image.open(content) as image:
            width, height = image.size
            if width * height > MOST_PIXELS:
                return None
            image.draft("RGB", (edge, edge))
            reduced = image.convert("RGB")
            reduced.thumbnail((edge, edge))
            return width, height, np.asarray(reduced)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):  # DataError is a ValueError
        return None
