"""Flags of `python -m data add` for TFRecord shards."""

from __future__ import annotations

import pytest

from data import catalog
from data.__main__ import main
from data.command_line import run
from tests.data.shards import encoded, melanoma_folder, write_shard


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setattr(catalog, "HOME", tmp_path / "home")
    (tmp_path / "home").mkdir()


def test_a_mapping_by_flags(tmp_path, capsys):
    rows = [{"pixels": encoded(n), "kind": n % 2, "eye": -1 if n else 3} for n in range(16)]
    write_shard(tmp_path / "pets" / "a.tfrec", rows)
    flags = ["--image-feature", "pixels", "--label-feature", "kind", "--labels", "0=cat", "1=dog", "--missing", "-1"]
    assert run(main, ["add", "pets", str(tmp_path / "pets"), *flags]) == 0
    assert "Added pets: 16 samples, 2 classes" in capsys.readouterr().out
    dataset = catalog.open_dataset("pets")
    assert dataset.classes == ("cat", "dog") and dataset.samples["eye"].count() == 1


@pytest.mark.parametrize("flags", [[], ["--preset", "melanoma"], ["--metadata", "sex"], ["--files", "train*"]])
def test_a_folder_of_shards(tmp_path, capsys, flags):
    folder = melanoma_folder(tmp_path / "set")
    assert run(main, ["add", "kaggle", str(folder), *flags, "--validation", "0.3", "--test", "0"]) == 0
    assert f"{0 if '--files' in flags else 4} rows left out" in capsys.readouterr().out
    dataset = catalog.open_dataset("kaggle")
    assert (
        dataset.kind == "tfrecord" and len(dataset) == 12 and set(dataset.samples["split"]) == {"train", "validation"}
    )


def test_a_pattern_and_a_feature_that_is_not_there(tmp_path, capsys):
    folder = melanoma_folder(tmp_path / "set")
    assert run(main, ["add", "some", f"{folder}/train0*", "--preset", "melanoma", "--test", "0"]) == 0
    assert "12 samples" in capsys.readouterr().out
    assert run(main, ["add", "none", str(folder), "--preset", "melanoma", "--label-feature", "dx"]) == 2
    message = capsys.readouterr().err
    assert "has a feature 'dx' (label)" in message and message.count("\n") == 1
