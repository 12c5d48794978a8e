"""The one decoding of every picture: model-sized pixels and thumbnails, bad pictures counted, the rest going on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd
import zarr

from analysis.store import layout
from analysis.store.arrays import member
from analysis.store.thumbnails import AtlasWriter, thumbnail
from analysis.store.writer import RunWriter
from data.contract import DataError, Dataset
from data.decode import grey, read_pictures, resize
from data.locations import join
from data.progress import progress

BLOCK = 128  # pictures per chunk: 19 MB at 224 px
PIXELS = "pictures"
_COMPLETE = "complete"


def decode_pictures(writer: RunWriter, dataset: Dataset, size: tuple[int, int], channels: int) -> Dataset:
    """Decode every picture once into the store: `decoded.zarr`, the thumbnails, and the samples' widths and heights.

    Args:
        size: (y, x) of the model's input.
        channels: 1 or 3.

    Returns:
        The dataset without its unreadable pictures, which are listed in `skipped`.

    Raises:
        DataError: no picture could be read.
    """
    writer.reset(layout.DECODED, layout.THUMBNAILS)
    target = _open(writer.location, (len(dataset), *size, channels))
    atlas = AtlasWriter(join(writer.location, layout.THUMBNAILS))
    sizes, kept, skipped, block = [], [], [], []
    pictures = read_pictures(dataset, np.arange(len(dataset)))
    for row, picture in progress(pictures, label="Pictures", total=len(dataset), unit="img"):
        if isinstance(picture, DataError):
            sample = dataset.samples.iloc[row]
            skipped.append({"sample": sample["sample"], "file": sample["file"], "reason": str(picture)})
            continue
        kept.append(row)
        sizes.append(picture.shape[:2])
        atlas.add(thumbnail(picture))
        block.append(as_input(picture, size, channels))
        if len(block) == BLOCK:
            target[len(kept) - BLOCK : len(kept)] = np.stack(block)
            block.clear()
    if not kept:
        raise DataError(
            f"None of the {len(dataset)} pictures of {dataset.name} could be read; the first: "
            f"{skipped[0]['file']}: {skipped[0]['reason']}. Check the folder with: python -m data check {dataset.name}"
        )
    if block:
        target[len(kept) - len(block) : len(kept)] = np.stack(block)
    target.resize((len(kept), *target.shape[1:]))
    target.attrs[_COMPLETE] = True
    writer.manifest["thumbnails"] = atlas.close()
    writer.manifest["skipped"] = [*dataset.skipped.to_dict("records"), *skipped]
    heights, widths = np.array(sizes).T
    samples = dataset.samples.iloc[kept].assign(width=widths, height=heights).reset_index(drop=True)
    return replace(dataset, samples=samples, skipped=pd.DataFrame(writer.manifest["skipped"]))


def is_decoded(location: str) -> bool:
    """Whether a store has its decoded pictures, all of them; they may be deleted to save room."""
    try:
        return bool(Decoded(location).array.attrs.get(_COMPLETE))
    except (FileNotFoundError, KeyError):  # KeyError: killed before the array was made
        return False


def as_input(picture: np.ndarray, size: tuple[int, int], channels: int) -> np.ndarray:
    """A decoded picture at the model's size, before its preprocessing.

    Args:
        picture: (y, x, 3) uint8.

    Returns:
        (size_y, size_x, channels) uint8; one channel is the luminance.
    """
    return np.asarray(resize(grey(picture) if channels == 1 else picture, size))


class Decoded:
    """The decoded pictures of a run, read by blocks.

    Attributes:
        array: (n, y, x, channels) uint8 Zarr array.
    """

    def __init__(self, location: str):
        self.array = member(zarr.open_group(join(location, layout.DECODED), mode="r"), PIXELS)

    def __len__(self) -> int:
        return self.array.shape[0]

    def batches(self, size: int) -> Iterator[tuple[int, np.ndarray]]:
        """Yield (first row, (size, y, x, channels) uint8) over all samples, the last batch shorter."""
        span = max(size, BLOCK // size * size)
        for start in range(0, len(self), span):
            chunk = np.asarray(self.array[start : start + span])
            for offset in range(0, len(chunk), size):
                yield start + offset, chunk[offset : offset + size]

    def rows(self, rows: np.ndarray) -> np.ndarray:
        """The pictures of some samples: (len(rows), y, x, channels) uint8."""
        return np.stack([np.asarray(self.array[int(row)]) for row in rows])


def _open(location: str, shape: tuple[int, ...]) -> zarr.Array:
    group = zarr.open_group(join(location, layout.DECODED), mode="w", zarr_format=3)
    chunks = (min(BLOCK, shape[0]), *shape[1:])
    # Raw pixels hardly compress, and reading them back must not cost more than decoding the files would.
    return group.create_array(
        PIXELS,
        shape=shape,
        chunks=chunks,
        dtype="uint8",
        dimension_names=["sample", "image_y", "image_x", "channel"],
        compressors=None,
    )
