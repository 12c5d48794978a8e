"""Frames as TensorFlow writes and reads them, and every way in which a file can be bad."""

from __future__ import annotations

import gzip

import pytest

from data.contract import DataError
from data.record_file import FRAME, frame, read_record, records

CONTENTS = [b"first", b"", b"x" * 100_000, b"last"]


@pytest.fixture
def shard(tmp_path):
    path = tmp_path / "some.tfrec"
    path.write_bytes(b"".join(map(frame, CONTENTS)))
    return path


def offsets() -> list[int]:
    return [sum(FRAME + len(content) for content in CONTENTS[:number]) for number in range(len(CONTENTS))]


@pytest.mark.tensorflow
def test_tensorflow_writes_the_same_bytes_and_reads_ours(shard, tmp_path):
    import tensorflow as tf

    with tf.io.TFRecordWriter(str(tmp_path / "theirs")) as writer:
        for content in CONTENTS:
            writer.write(content)
    assert (tmp_path / "theirs").read_bytes() == shard.read_bytes()
    assert list(tf.data.TFRecordDataset(str(shard)).as_numpy_iterator()) == CONTENTS


def test_all_records_in_order(shard):
    found = list(records(str(shard)))
    assert [record.content for record in found] == CONTENTS and not any(record.fault for record in found)
    assert [record.offset for record in found] == offsets()
    assert [record.number for record in found] == [0, 1, 2, 3]


def test_one_record(shard):
    for offset, content in zip(offsets(), CONTENTS, strict=True):
        assert read_record(str(shard), offset, len(content)) == content


def test_a_damaged_record_is_named_and_passed_over(shard):
    content = bytearray(shard.read_bytes())
    content[offsets()[2] + 500] ^= 1
    shard.write_bytes(bytes(content))
    faults = [record.fault for record in records(str(shard))]
    assert faults == ["", "", f"corrupted: the checksum of the record at byte {offsets()[2]:,} does not match", ""]
    with pytest.raises(DataError, match=rf"some\.tfrec: a checksum that does not match.* byte {offsets()[2]:,}"):
        read_record(str(shard), offsets()[2], len(CONTENTS[2]))


def test_a_damaged_frame_ends_the_shard(shard):
    content = bytearray(shard.read_bytes())
    content[offsets()[2]] ^= 1
    shard.write_bytes(bytes(content))
    *good, bad = records(str(shard))
    assert len(good) == 2 and f"byte {offsets()[2]:,} is damaged, so nothing after it" in bad.fault
    with pytest.raises(DataError, match="another length than when the dataset was opened"):
        read_record(str(shard), offsets()[2], len(CONTENTS[2]))


@pytest.mark.parametrize("missing", [1, 7, 19, 50_000])
def test_a_shard_that_is_cut_off(shard, missing):
    whole = shard.read_bytes()
    shard.write_bytes(whole[:-missing])
    *_, last = records(str(shard))
    start = offsets()[3] if missing < 20 else offsets()[2]
    assert (
        last.fault == f"truncated: the file ends at byte {len(whole) - missing:,} within the record at byte {start:,}"
    )
    with pytest.raises(DataError, match="cut off"):
        read_record(str(shard), start, 100_000)


def test_files_of_other_kinds(tmp_path):
    (tmp_path / "a.tfrec").write_bytes(b"no record at all")
    (tmp_path / "b.tfrec").write_bytes(gzip.compress(frame(b"packed")))
    (tmp_path / "c.tfrec").write_bytes(b"")
    assert [record.fault for record in records(str(tmp_path / "a.tfrec"))] == ["not a TFRecord file"]
    assert "compressed: unpack it" in next(records(str(tmp_path / "b.tfrec"))).fault
    assert list(records(str(tmp_path / "c.tfrec"))) == []
    with pytest.raises(FileNotFoundError):
        next(records(str(tmp_path / "d.tfrec")))


def test_lengths_from_anywhere_ask_for_no_memory(shard):
    with pytest.raises(DataError, match="cut off"):
        read_record(str(shard), 0, 10**17)
    with pytest.raises(DataError, match="cut off"):
        read_record(str(shard), 10**17, 5)
