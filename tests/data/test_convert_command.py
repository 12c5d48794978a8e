"""`python -m data convert` from the outside."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from data import catalog
from data.__main__ import main
from data.command_line import run
from data.picture_bytes import picture_bytes
from tests.data.conftest import draw


@pytest.fixture
def pets(tmp_path, monkeypatch):
    monkeypatch.setattr(catalog, "HOME", tmp_path / "home")
    (tmp_path / "home").mkdir()
    for number in range(24):
        draw(tmp_path / "pets" / ("cat", "dog")[number % 2] / f"{number:02d}.png", seed=number, size=(24, 18))
    return str(tmp_path / "pets")


def test_the_result_has_a_name(pets, capsys):
    assert run(main, ["convert", pets, "--to", "tfrecord", "--test", "0.25", "--shards", "2"]) == 0
    out = capsys.readouterr().out
    assert "Wrote 6 of 6 shards: 24 records in " in out and "train00-" in out and "test01-3.tfrec" in out
    dataset = catalog.open_dataset("pets-tfrecord")
    assert len(dataset) == 24 and dataset.samples["split"].value_counts()["test"] == 6
    assert run(main, ["convert", pets, "--to", "tfrecord", "--test", "0.25", "--shards", "2"]) == 0
    assert "Complete already" in capsys.readouterr().out
    assert run(main, ["check", "pets-tfrecord"]) in (0, 1)


def test_smaller_pictures(pets, tmp_path):
    out = str(tmp_path / "small")
    assert run(main, ["convert", pets, "--to", "tfrecord", "--out", out, "--size", "9", "--layout", "melanoma"]) == 0
    dataset = catalog.open_dataset(out)
    assert dataset.classes == ("cat", "dog")
    with Image.open(io.BytesIO(picture_bytes(dataset.samples["file"][0]))) as picture:
        assert picture.size == (12, 9) and picture.format == "JPEG"


@pytest.mark.parametrize(
    ("flags", "words"),
    [
        (["--shards", "0"], "at least one shard"),
        (["--positive", "cat"], "Positive labels are for the melanoma layout"),
        (["--size", "0"], "a size of at least 1"),
        (["--out", "{pets}"], "holds something else"),
        (["--to", "zip"], "invalid choice: 'zip'"),
    ],
)
def test_bad_input(pets, capsys, flags, words):
    assert run(main, ["convert", pets, "--to", "tfrecord", *[flag.format(pets=pets) for flag in flags]]) == 2
    message = capsys.readouterr().err
    assert words in message and "Traceback" not in message
