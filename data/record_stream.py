"""Records of TFRecord shards as a stream in the graph: read in sequence, many shards at once, by TensorFlow's reader.

Object storage and disks read shards well from front to back and single records badly. So an epoch reads its shards in
an order of its own, keeps the records that its draws name, as often as they name them, and mixes them in blocks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import tensorflow as tf

from data.assembly import some
from data.contract import DataError, Dataset
from data.epoch_order import block_order, section_order
from data.nearby import nearby
from data.record_reference import Reference, parse

AT_ONCE = 16  # sections of shards that are read at the same time
SECTIONS = 4  # of a shard at most: what lies before a section is passed over anew for each
HANDFUL = 16  # records that are taken from one section at a time
BLOCK_BYTES = 128_000_000  # of encoded pictures in a block that is mixed; two blocks are in memory
LARGEST_BLOCK, SMALLEST_BLOCK = 4096, 64  # records
PARTS = 4  # in which a balanced epoch is read, so that copies of a rare sample lie far from each other
_ABSENT = -1

Order = Callable[[tf.Tensor], tf.Tensor]


@dataclass(frozen=True)
class Records:
    """Where the samples of a split lie.

    Attributes:
        shards: files that TensorFlow reads.
        shard: (n,) int64 shard of every sample.
        number: (n,) int64 place of its record there.
        feature: the feature that holds the encoded picture.
        block: records that are mixed at a time.
    """

    shards: tuple[str, ...]
    shard: np.ndarray
    number: np.ndarray
    feature: str
    block: int

    def __len__(self) -> int:
        return len(self.shard)


def located_records(dataset: Dataset, files: Sequence[str]) -> Records | None:
    """Where the records of a split are; None for pictures that are files of their own.

    Raises:
        DataError: files and records mixed, pictures in several features, or shards with a corrupted record that
            TensorFlow's reader would stop at.
    """
    references = [reference for reference in map(parse, files) if reference is not None]
    if not references:
        return None
    features = sorted({reference.feature for reference in references})
    if len(references) < len(files) or len(features) > 1:
        raise DataError(
            f"Dataset {dataset.name!r} mixes pictures of several kinds (features {some(features)}; "
            f"{len(files) - len(references):,} files of their own). Wanted one: python -m data convert makes it so."
        )
    shards = sorted({reference.shard for reference in references})
    place = {shard: number for number, shard in enumerate(shards)}
    _refuse_corrupted(dataset, references)
    mean = sum(reference.length for reference in references) / len(references)
    return Records(
        tuple(nearby(shards)),
        np.array([place[reference.shard] for reference in references], np.int64),
        np.array([reference.number for reference in references], np.int64),
        features[0],
        int(np.clip(BLOCK_BYTES / max(mean, 1), SMALLEST_BLOCK, LARGEST_BLOCK)),
    )


def in_table_order(records: Records, epochs: int | None) -> tf.data.Dataset:
    """(record, position) of every sample in the order of the table, `epochs` times (None: for ever).

    Raises:
        DataError: the table has samples of one shard in another order than the shard itself.
    """
    for shard, path in enumerate(records.shards):
        if (np.diff(records.number[records.shard == shard]) <= 0).any():
            raise DataError(
                f"The table has samples of {path} in another order than the shard, which is read from front to back. "
                "Shuffle (shuffle_seed), or sort the table as it was."
            )
    table, once = _Table(records), tf.ones(len(records), tf.int64)
    readers = [table.read(shard, once, 0, table.length[shard]).unbatch() for shard in range(len(records.shards))]
    choices = tf.data.Dataset.from_tensor_slices(records.shard)
    chosen = tf.data.Dataset.choose_from_datasets(readers, choices, stop_on_empty_dataset=False)
    return chosen.apply(tf.data.experimental.assert_cardinality(len(records))).repeat(epochs)


def drawn(records: Records, order: Order, epoch: tf.Tensor, *, seed: int, total: int, parts: int) -> tf.data.Dataset:
    """(record, position) of one epoch's draws, mixed.

    The draws are those of `order`; their sequence is that of the shards, mixed in blocks, since records are not read
    singly.

    Args:
        order: see `data.epoch_order.epoch_order`.
        epoch: () int64.
        total: draws of an epoch.
        parts: passes over the shards in which they are read.
    """
    n = len(records)
    part_of_draw = tf.range(total, dtype=tf.int64) * parts // total
    counts = tf.math.bincount(
        tf.cast(part_of_draw * n + order(epoch), tf.int32), minlength=parts * n, maxlength=parts * n, dtype=tf.int64
    )
    counts = tf.reshape(counts, (parts, n))
    read = tf.data.Dataset.range(parts).flat_map(lambda part: _pass(records, counts[part], (seed, epoch, part)))
    read = read.apply(tf.data.experimental.assert_cardinality(total))

    def mixed(number: tf.Tensor, block: tuple[tf.Tensor, tf.Tensor]) -> tuple[tf.Tensor, tf.Tensor]:
        record, position = block
        places = block_order(tf.size(record), seed, epoch, number)
        return tf.gather(record, places), tf.gather(position, places)

    return read.batch(records.block).enumerate().map(mixed).prefetch(1).unbatch()


def encoded_picture(record: tf.Tensor, feature: str) -> tf.Tensor:
    """The encoded picture in a serialized Example: scalar string."""
    return tf.io.parse_single_example(record, {feature: tf.io.FixedLenFeature((), tf.string)})[feature]


def _pass(records: Records, wanted: tf.Tensor, key: tuple) -> tf.data.Dataset:
    """(record, position) of all shards once, each record `wanted[position]` times.

    Every shard is read from a place of its own to its end and then from its front, few shards in several sections:
    where the table is sorted (by class, as image folders are), what is read at one time still comes from all over it.
    """
    table, shards = _Table(records), len(records.shards)
    sections = min(SECTIONS, -(-AT_ONCE // shards))
    order, begin = section_order(shards * sections, *key)

    def section(number: tf.Tensor) -> tf.data.Dataset:
        shard = number // sections
        length = tf.gather(table.length, shard)
        turn = tf.cast(begin[shard] * tf.cast(length, tf.float64), tf.int64)
        first = number % sections * length // sections
        last = (number % sections + 1) * length // sections
        start = (first + turn) % length
        to_end = table.read(shard, wanted, start, tf.minimum(last - first, length - start))
        return to_end.concatenate(table.read(shard, wanted, 0, tf.maximum(last - first - (length - start), 0)))

    sequence = tf.data.Dataset.from_tensor_slices(order)
    return sequence.interleave(
        section, cycle_length=AT_ONCE, num_parallel_calls=tf.data.AUTOTUNE, deterministic=True
    ).unbatch()


class _Table:
    """From shard and number to position, as tensors."""

    def __init__(self, records: Records):
        used = [records.number[records.shard == place].max() + 1 for place in range(len(records.shards))]
        starts = np.concatenate([[0], np.cumsum(used)])
        position = np.full(starts[-1], _ABSENT, np.int64)
        position[starts[records.shard] + records.number] = np.arange(len(records))
        self.shards = tf.constant(records.shards)
        self.length = tf.constant(used, tf.int64)  # records up to the last that is used: the rest may be cut off
        self.starts = tf.constant(starts, tf.int64)
        self.position = tf.constant(position)

    def read(
        self, shard: tf.Tensor | int, wanted: tf.Tensor, start: tf.Tensor | int, count: tf.Tensor
    ) -> tf.data.Dataset:
        """(records, positions) by the handful, of `count` records from `start` on, each `wanted[position]` times."""
        before = tf.gather(self.starts, shard) + start

        def chosen(number: tf.Tensor, record: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
            position = tf.gather(self.position, before + number)
            copies = tf.where(position < 0, tf.constant(0, tf.int64), tf.gather(wanted, tf.maximum(position, 0)))
            return tf.repeat(record, copies), tf.repeat(position, copies)

        reader = tf.data.TFRecordDataset(tf.gather(self.shards, shard), buffer_size=1 << 20)
        handfuls = reader.skip(start).take(count).enumerate().batch(HANDFUL)
        return handfuls.map(chosen).filter(lambda record, position: tf.size(position) > 0)


def _refuse_corrupted(dataset: Dataset, references: list[Reference]) -> None:
    last: dict[str, int] = {}
    for reference in references:
        last[reference.shard] = max(reference.number, last.get(reference.shard, -1))
    for file, reason in zip(dataset.skipped["file"], dataset.skipped["reason"], strict=True):
        bad = parse(file)
        if bad is not None and reason.startswith("corrupted") and bad.number < last.get(bad.shard, -1):
            raise DataError(
                f"{bad.shard} has a bad record that TensorFlow's reader stops at ({reason}). Write the dataset anew "
                "without it: python -m data convert DATASET --to tfrecord --out FOLDER."
            )
