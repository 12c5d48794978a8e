"""Records of shards as a stream: the right pictures, all of them, mixed, whatever the shards look like."""

from __future__ import annotations

import os

import numpy as np
import pytest
from PIL import Image

from data import tfrecord
from data.contract import DataError
from data.record_reference import parse
from tests.data.shards import damaged, encoded, write_shard

pytestmark = pytest.mark.tensorflow

SIZE = (9, 12)


def shards_of(folder, sizes, label=lambda number: number % 2):
    """Shards of so many records; sample k has the picture of seed k."""
    number = 0
    for shard, size in enumerate(sizes):
        rows = [
            {"pixels": encoded(k), "id": k, "kind": label(k), "age": float(k)} for k in range(number, number + size)
        ]
        write_shard(folder / f"train{shard:02d}.tfrec", rows)
        number += size
    return tfrecord.load(str(folder), image_feature="pixels", label_feature="kind", id_feature="id")


def drawn(dataset, steps=None, **options):
    """(positions in the table, labels, images) of so many steps, or of everything."""
    from data.stream import stream

    positions = np.arange(len(dataset), dtype=np.float32)[:, None]
    settings = {"split": "train", "size": SIZE, "batch_size": 4, "metadata": positions, **options}
    batches = list(stream(dataset, **settings).take(-1 if steps is None else steps).as_numpy_iterator())
    (images, rows), labels = (
        tuple(np.concatenate([batch[0][part] for batch in batches]) for part in (0, 1)),
        np.concatenate([batch[1] for batch in batches]),
    )
    return rows[:, 0].astype(int), labels, images


def assert_right(dataset, rows, labels, images):
    for row, label, image in zip(rows, labels, images, strict=True):
        assert dataset.classes[label] == dataset.samples["label"][row]
        pixels = np.random.default_rng(int(dataset.samples["sample"][row])).integers(0, 256, (9, 12, 3), np.uint8)
        assert np.array_equal(image, pixels)


@pytest.mark.parametrize("sizes", [[13], [5, 8], [1] * 20, [1, 30, 2]])
def test_every_record_once_and_the_right_one(tmp_path, sizes):
    dataset = shards_of(tmp_path, sizes)
    rows, labels, images = drawn(dataset, shuffle_seed=3)
    assert sorted(rows) == list(range(sum(sizes))) != list(rows)
    assert_right(dataset, rows, labels, images)


def test_in_the_order_of_the_table(tmp_path):
    dataset = shards_of(tmp_path, [4, 5, 3])
    rows, labels, images = drawn(dataset)
    assert list(rows) == list(range(12))
    assert_right(dataset, rows, labels, images)
    assert list(drawn(dataset, steps=7, repeat=True, batch_size=5)[0]) == [number % 12 for number in range(35)]
    later = drawn(dataset, steps=2, repeat=True, batch_size=5, first_epoch=1)[0]
    assert list(later) == [number % 12 for number in range(10, 20)]


def test_a_table_in_turns_over_its_shards(tmp_path):
    from dataclasses import replace

    dataset = shards_of(tmp_path, [4, 4, 4])
    turns = [shard * 4 + number for number in range(4) for shard in range(3)]
    mixed = replace(dataset, samples=dataset.samples.iloc[turns].reset_index(drop=True))
    rows, labels, images = drawn(mixed)
    assert list(rows) == list(range(12))
    assert_right(mixed, rows, labels, images)
    backwards = replace(dataset, samples=dataset.samples.iloc[::-1].reset_index(drop=True))
    with pytest.raises(DataError, match=r"in another order than the shard.*Shuffle"):
        drawn(backwards)
    assert sorted(drawn(backwards, shuffle_seed=0)[0]) == list(range(12))


def test_epochs_are_those_of_the_order(tmp_path):
    """The draws of an epoch are the ones that picture files would have; their sequence is pure as well."""
    import tensorflow as tf

    from data.epoch_order import epoch_order

    dataset = shards_of(tmp_path, [10, 9, 8])
    options = {"repeat": True, "shuffle_seed": 5}
    rows = drawn(dataset, steps=18, **options)[0].reshape(3, 24)
    wanted = epoch_order(np.zeros(27), 24, seed=5)
    for epoch in range(3):
        assert sorted(rows[epoch]) == sorted(wanted(tf.constant(epoch, tf.int64)).numpy())
    assert len({tuple(epoch) for epoch in rows}) == 3
    later = drawn(dataset, steps=6, first_epoch=2, **options)[0]
    assert list(later) == list(rows[2])


def test_classes_alike(tmp_path):
    dataset = shards_of(tmp_path, [30, 30], label=lambda number: int(number in (3, 40)))
    rows, labels, images = drawn(dataset, steps=15, repeat=True, shuffle_seed=1, balanced=True)
    assert list(np.bincount(labels)) == [30, 30] and set(np.bincount(rows)[[3, 40]]) == {15}
    assert np.diff(np.flatnonzero(rows == 3)).max() < 40  # its copies are spread over the epoch
    assert_right(dataset, rows, labels, images)


def test_sorted_shards_are_mixed(tmp_path, monkeypatch):
    """Blocks smaller than the set: what comes early must not be what stands in front."""
    from data import record_stream

    monkeypatch.setattr(record_stream, "LARGEST_BLOCK", 64)
    dataset = shards_of(tmp_path, [100] * 6, label=lambda number: number // 300)
    for epoch in range(3):
        shares = drawn(dataset, shuffle_seed=2, first_epoch=epoch)[1].reshape(6, 100).mean(axis=1)
        assert shares.min() > 0.1 and shares.max() < 0.9


def test_parts_of_a_shard_by_split(tmp_path):
    dataset = shards_of(tmp_path, [10, 10])
    dataset.samples["split"] = ["train" if number % 3 else "test" for number in range(20)]
    rows, labels, images = drawn(dataset, split="test", shuffle_seed=0)
    assert sorted(rows) == [0, 3, 6, 9, 12, 15, 18]
    assert_right(dataset, rows, labels, images)


def test_a_truncated_shard_is_read_to_its_last_good_record(tmp_path):
    shards_of(tmp_path, [6, 6])
    os.truncate(tmp_path / "train01.tfrec", (tmp_path / "train01.tfrec").stat().st_size - 9)
    dataset = tfrecord.load(str(tmp_path), image_feature="pixels", label_feature="kind", id_feature="id")
    assert len(dataset) == 11 and sorted(drawn(dataset, shuffle_seed=0)[0]) == list(range(11))


def test_a_corrupted_record_in_the_middle(tmp_path):
    offset = parse(shards_of(tmp_path, [6, 6]).samples["file"][8]).offset
    damaged(tmp_path / "train01.tfrec", offset + 60)
    dataset = tfrecord.load(str(tmp_path), image_feature="pixels", label_feature="kind", id_feature="id")
    with pytest.raises(DataError, match=rf"train01\.tfrec has a bad record .*byte {offset:,}.*python -m data convert"):
        drawn(dataset)


def test_a_shard_that_changed_since_it_was_opened(tmp_path):
    import tensorflow as tf

    dataset = shards_of(tmp_path, [6, 6])
    write_shard(tmp_path / "train01.tfrec", [{"pixels": encoded(0), "id": 1, "kind": 1}])
    with pytest.raises(tf.errors.OpError, match="expected to contain 12 elements"):
        drawn(dataset, shuffle_seed=0)


def test_pictures_of_several_kinds(tmp_path):
    dataset = shards_of(tmp_path, [6, 6])
    Image.new("RGB", (4, 4)).save(tmp_path / "one.png")
    dataset.samples.loc[0, "file"] = str(tmp_path / "one.png")
    with pytest.raises(DataError, match=r"mixes pictures of several kinds .*1 files of their own"):
        drawn(dataset)
