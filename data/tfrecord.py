"""Dataset source: TFRecord shards, with a declared mapping from features to what a sample is."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import replace

from data.assembly import assemble, some
from data.contract import DataError, Dataset
from data.record_example import features
from data.record_file import records
from data.record_index import record_table
from data.record_mapping import Mapping, mapping, recognised
from data.record_rows import sample_rows
from data.record_shards import SUFFIXES, Shard, find_shards, located

TITLE = "TFRecord shards"


def load(location: str, *, name: str | None = None, preset: str | None = None, **options) -> Dataset:
    """Read what the records say (pictures are passed over, their checksums are not).

    Args:
        location: a folder of shards, a shard, or a pattern of shards, as in `gs://bucket/set/train*.tfrec`.
        name: the dataset's name; the folder's own by default.
        preset: `melanoma`, `cifar10`, `flowers` or `epochscope` (what `python -m data convert` writes); by default the
            one whose features the first record has.
        **options: `image_feature`, `label_feature`, `id_feature` (shard and number by default), `group_feature`,
            `split_feature` (by default the shard's name says it: train00-2071.tfrec), `fold_feature`, `files` (pattern
            of names), `metadata` (features to keep; all others by default), `labels` (value -> label), `classes`
            (labels in the model's order), `missing` (the number that means no value), `carved` (splits that
            Epochscope made before it wrote the shards). They add to the preset.

    Returns:
        The dataset. Records without label or picture, damaged and cut off ones are in `skipped`, with file and offset.

    Raises:
        DataError: no shards, a feature that is missing or of the wrong type, no usable record.
    """
    folder, pattern = located(location)
    if pattern:
        options["files"] = pattern
    chosen = mapping(preset, options)
    shards = find_shards(folder, _patterns(chosen))
    if preset is None and "image_feature" not in options:
        options.setdefault("files", "*")  # all that is here, not only what the preset's files are usually called
        preset = recognised(_first(shards, folder), folder)
        chosen = mapping(preset, options)
    table = record_table(folder, shards, chosen.picture)
    rows, skipped = sample_rows(table, shards, chosen, folder)
    dataset = assemble(
        rows,
        name=name or posixpath.basename(folder.rstrip("/")) or folder,
        kind="tfrecord",
        location=folder,
        skipped=skipped,
        classes=chosen.settings.get("classes"),
        options={**({"preset": preset} if preset else {}), **options},
    )
    return replace(dataset, carved=tuple(options.get("carved", ())))


def _patterns(chosen: Mapping) -> Sequence[str]:
    files = chosen.settings.get("files", "*")
    return [files] if isinstance(files, str) else files


def _first(shards: Sequence[Shard], folder: str) -> list[str]:
    reasons = []
    for shard in shards:
        for record in records(shard.place):
            if not record.fault:
                return list(features(record.content))
            reasons.append(f"{shard.place}: {record.fault}")
    raise DataError(f"No record in {folder} can be read. {some(reasons) or f'Every {SUFFIXES[0]} file is empty'}.")
