"""Copies and near copies are found, each pair once, and different pictures are not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from data.duplicates import find_duplicates
from data.image_folder import load
from data.inspection import Inspection, inspect
from data.split import assign
from data.verify import Finding
from tests.data.conftest import labelled
from tests.data.test_perceptual_hash import smooth

COLUMNS = ["sample", "other", "distance", "correlation", "exact", "same_group", "same_split", "same_label"]


def seen(thumbnails: np.ndarray, digests: list[int] | None = None, bad: tuple[int, ...] = ()) -> Inspection:
    numbers = range(len(thumbnails)) if digests is None else digests
    marks = np.array([[number + 1] * 32 for number in numbers], np.uint8).reshape(-1, 32)
    findings = tuple(Finding(reason="gone") if row in bad else Finding(32, 32) for row in range(len(thumbnails)))
    return Inspection(findings, marks, thumbnails.clip(0, 255).astype(np.uint8))


@pytest.fixture
def folder(tmp_path):
    """Cats 0 and 1 and dog 0 the same file; cat 2 and dog 1 the same view, saved smaller and in another format."""
    for number, (label, name) in enumerate(
        [("cats", "0.png"), ("cats", "2.png"), ("dogs", "2.png"), ("dogs", "3.png")]
    ):
        (tmp_path / label).mkdir(exist_ok=True)
        view = Image.fromarray(smooth(number).clip(0, 255).astype(np.uint8)).resize(
            (160, 120), Image.Resampling.BICUBIC
        )
        view.save(tmp_path / label / name)
        if name == "0.png":
            for copy in ("cats/1.png", "dogs/0.png"):
                (tmp_path / copy).parent.mkdir(exist_ok=True)
                (tmp_path / copy).write_bytes((tmp_path / label / name).read_bytes())
        if (label, name) == ("cats", "2.png"):
            view.resize((100, 75)).save(tmp_path / "dogs" / "1.jpg", quality=60)
    return tmp_path


def test_files(folder):
    found = find_duplicates(load(str(folder)))
    assert list(found) == COLUMNS
    assert found[["sample", "other", "exact", "same_label"]].to_numpy().tolist() == [
        ["cats/0", "cats/1", True, True],
        ["cats/0", "dogs/0", True, False],
        ["cats/2", "dogs/1", False, False],
    ]
    assert found["distance"].max() <= 4 and found["correlation"].min() > 0.99
    assert found.attrs == {"radius": 8, "correlation": 0.97, "pictures": 7, "complete": True}


def test_unreadable_pictures_take_no_part(folder):
    (folder / "cats" / "0.png").write_bytes(b"")
    (folder / "dogs" / "1.jpg").unlink()
    dataset = load(str(folder))
    assert find_duplicates(dataset)[["sample", "other"]].to_numpy().tolist() == [["cats/1", "dogs/0"]]


def test_groups_splits_and_labels_are_compared():
    dataset = labelled(["x", "x", "y", "y"], ["g", "g", "", ""], ["train", "train", "train", "test"])
    found = find_duplicates(dataset, seen(np.stack([smooth(0), smooth(0), smooth(1), smooth(1)])))
    assert found[["sample", "other", "same_group", "same_split", "same_label"]].to_numpy().tolist() == [
        ["s0", "s1", True, True, True],
        ["s2", "s3", False, False, True],
    ]


def test_the_same_hash_of_another_picture_is_no_duplicate():
    """Same signs of all frequencies, other weights: the hash alone would take them for one."""
    y = np.cos(np.pi * (np.arange(32) + 0.5)[:, None] * np.arange(1, 9) / 32)
    signs = np.where(np.random.default_rng(1).permutation(64) < 32, 1.0, -1.0).reshape(8, 8)
    one, other = signs.copy(), signs.copy()
    one[:, :4] *= 8
    other[:, 4:] *= 8
    thumbnails = np.stack([128 + 2 * (y @ weights @ y.T) for weights in (one, other)])
    dataset = labelled(["x", "y"])
    loose = find_duplicates(dataset, seen(thumbnails), correlation=-1)
    assert len(loose) == 1 and loose["distance"][0] <= 2 and loose["correlation"][0] < 0.9
    assert len(find_duplicates(dataset, seen(thumbnails))) == 0


def test_all_pairs_against_plain_python():
    random = np.random.default_rng(3)
    thumbnails = np.stack([smooth(i % 9) + random.normal(0, 10 * (i // 9), (32, 32)) for i in range(36)])
    view = seen(thumbnails)
    found = find_duplicates(labelled(["x", "y"] * 18), view, radius=64, correlation=0.9)
    flat = view.thumbnails.reshape(36, -1)
    expected = {
        (f"s{i}", f"s{j}") for i in range(36) for j in range(i + 1, 36) if np.corrcoef(flat[i], flat[j])[0, 1] >= 0.9
    }
    assert set(zip(found["sample"], found["other"], strict=True)) == expected and len(found) == len(expected) > 20
    assert (found["distance"].diff().dropna() >= 0).all()


def test_pictures_of_one_colour_are_alike_only_as_copies():
    thumbnails = np.stack([np.full((32, 32), 90), np.full((32, 32), 90), np.full((32, 32), 200)])
    found = find_duplicates(labelled(["x", "y", "y"]), seen(thumbnails, digests=[1, 1, 2]))
    assert found["exact"].tolist() == [True]


def test_the_search_stops_where_there_are_too_many():
    dataset = labelled(["x", "y"] * 300)
    found = find_duplicates(dataset, seen(np.stack([smooth(0)] * 600), digests=[i % 250 for i in range(600)]), most=50)
    assert found["exact"].sum() == 350 and (~found["exact"]).sum() == 50 and not found.attrs["complete"]


def test_nothing_to_compare(class_folder):
    dataset = load(str(class_folder))
    found = find_duplicates(
        dataset, replace(inspect(dataset), findings=tuple(Finding(reason="gone") for _ in range(6)))
    )
    assert list(found) == COLUMNS and len(found) == 0 and found.attrs["pictures"] == 0


@pytest.mark.real_data
def test_real_lesions_of_one_group(real_data):
    """800 pictures, one per lesion: no two are the same, though many share most of their hash."""
    from data.catalog import open_dataset

    dataset = assign(open_dataset(f"ham10000:{real_data / 'ham10000_224_masks'}", images=["images"]))
    assert len(dataset) == 800 and len(find_duplicates(dataset)) == 0
