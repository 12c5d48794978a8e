"""Writing a dataset as TFRecord shards: equal in size, each whole or not there, going on where it stopped."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pandas as pd

from data.contract import SPLITS, UNSPLIT, DataError, Dataset
from data.dataset_file import FILE, Entry, write_entry
from data.locations import absolute, exists, filesystem, join, read_bytes, walk, write_atomically
from data.parallel import in_order
from data.picture_bytes import picture_bytes
from data.progress import progress
from data.record_example import example
from data.record_file import frame
from data.record_index import FILE as INDEX
from data.record_index import write_index
from data.record_layout import Layout, features_of, reading_options
from data.record_shards import find_shards, is_shard
from data.whole_file import whole_file

PLAN = "conversion.json"
SHARDS = 16  # per split, as Kaggle's melanoma set has them: eight hosts of two readers share evenly
SMALLEST = 16  # samples of a shard, unless the number of shards was asked for


@dataclass(frozen=True)
class Part:
    """One shard to write: its file name and the rows of `dataset.samples` in it."""

    name: str
    rows: tuple[int, ...]


def shares(dataset: Dataset, shards: int | None = None) -> list[Part]:
    """Which samples go into which shard.

    Per split, in turn (sample i of a split into shard i modulo their number), so that the shards of a split hold the
    same number of samples to within one and each is a fair sample of it.

    Args:
        shards: per split; by default 16, or fewer where a shard would hold less than 16 samples.

    Raises:
        DataError: less than one shard.
    """
    if shards is not None and shards < 1:
        raise DataError(f"Wanted at least one shard per split. Found: {shards}.")
    parts = []
    for split in (*SPLITS, UNSPLIT):
        rows = [int(row) for row in (dataset.samples["split"] == split).to_numpy().nonzero()[0]]
        count = min(shards or max(1, min(SHARDS, len(rows) // SMALLEST)), len(rows))
        for number in range(count):
            chosen = tuple(rows[number::count])
            digits = max(2, len(str(count - 1)))
            parts.append(Part(f"{split}{number:0{digits}d}-{len(chosen)}.tfrec", chosen))
    return parts


def write_records(
    dataset: Dataset,
    folder: str,
    chosen: Layout,
    *,
    shards: int | None = None,
    encode: Callable[[bytes], bytes] | None = None,
    encoding: str = "",
    overwrite: bool = False,
) -> int:
    """Write shards, their index and the `dataset.json` that reads them back, in that order.

    May be killed at any time: the same call goes on where it stopped. The result is read back, checksums checked.

    Args:
        folder: path or URL.
        encode: what to do with every encoded picture; by default its bytes are copied.
        encoding: what `encode` does, so that a call with another one is told apart.
        overwrite: replace the shards of another conversion.

    Returns:
        Shards written by this call: 0 where everything was there.

    Raises:
        DataError: the folder holds something else, or a picture cannot be read.
    """
    parts = shares(dataset, shards)
    _claim(folder, _plan(dataset, chosen, parts, encoding), overwrite)
    there = {name for _, _, names in walk(folder) for name in names}
    waiting = [part for part in parts if part.name not in there]
    if not waiting and FILE in there:
        return 0
    total = sum(len(part.rows) for part in waiting)
    with progress(label="Writing records", total=total, unit="pictures") as bar:
        for part in waiting:
            with whole_file(join(folder, part.name)) as file:
                for content in _contents(dataset, part, chosen, encode):
                    file.write(frame(content))
                    bar.update()
    _finish(dataset, folder, chosen, parts)
    return len(waiting)


def _contents(dataset: Dataset, part: Part, chosen: Layout, encode: Callable[[bytes], bytes] | None) -> Iterator[bytes]:
    rows = dataset.samples.iloc[list(part.rows)].to_dict("records")

    def content(place: int) -> bytes:
        file = str(rows[place]["file"])
        try:
            picture = picture_bytes(file)
            return example(features_of(rows[place], part.rows[place], encode(picture) if encode else picture, chosen))
        except OSError as error:
            raise DataError(
                f"Cannot read the picture {file}: {error.strerror or error}. Replace or remove it "
                "(python -m data check lists all such), then run the same command again: finished shards are kept."
            ) from error

    return in_order(content, range(len(rows)))


def _finish(dataset: Dataset, folder: str, chosen: Layout, parts: list[Part]) -> None:
    found = find_shards(absolute(folder), ["*"])
    strangers = {shard.path for shard in found} - {part.name for part in parts}
    if strangers:
        raise DataError(f"{folder} holds shards of something else: {sorted(strangers)[:3]}. Remove them.")
    table = write_index(absolute(folder), found, chosen.feature("image"))
    faults = [fault for fault in table.rows["fault"] if fault]
    if faults or len(table.rows) != len(dataset):
        raise DataError(f"What was written to {folder} cannot be read back: {faults[:3] or 'records are missing'}.")
    options = reading_options(dataset, chosen)
    write_entry(folder, Entry(dataset.name, "tfrecord", absolute(folder), options))


def _plan(dataset: Dataset, chosen: Layout, parts: list[Part], encoding: str) -> dict:
    table = pd.util.hash_pandas_object(dataset.samples.astype("str"), index=False).to_numpy()
    return {
        "dataset": dataset.name,
        "samples": len(dataset),
        "table": hashlib.sha256(table.tobytes()).hexdigest(),
        "layout": [chosen.name, *chosen.positive],
        "shards": len(parts),
        "encoding": encoding,
    }


def _claim(folder: str, plan: dict, overwrite: bool) -> None:
    """Refuse a folder of something else; with `overwrite`, remove what another conversion left in it."""
    path = join(folder, PLAN)
    present = json.loads(read_bytes(path)) if exists(path) else None
    if present == plan:
        return
    if present is None and exists(folder) and any(files or folders for _, folders, files in walk(folder)):
        raise DataError(f"{folder} holds something else than converted records. Choose another folder with --out.")
    if present is not None:
        differing = [f"{key} {present.get(key)} -> {plan[key]}" for key in plan if present.get(key) != plan[key]]
        if not overwrite:
            raise DataError(
                f"{folder} holds another conversion ({', '.join(differing)}). "
                "Choose another folder with --out, or replace it with --overwrite."
            )
        _clear(folder)
    write_atomically(path, json.dumps(plan, indent=2).encode("utf-8"))


def _clear(folder: str) -> None:
    """Remove what this module wrote, the mark of completeness first."""
    files, root = filesystem(folder)
    shards = [name for _, _, names in walk(folder) for name in names if is_shard(name)]
    for name in (FILE, INDEX, PLAN, *shards):
        if files.exists(f"{root}/{name}"):
            files.rm_file(f"{root}/{name}")
