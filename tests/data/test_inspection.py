"""What one pass keeps of each picture, also of odd modes and bad files."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest
from PIL import Image

from data.image_folder import load
from data.inspection import grey_thumbnail, inspect
from tests.data.conftest import recode


def test_one_entry_per_sample_bad_ones_included(class_folder):
    (class_folder / "cats" / "1.png").write_bytes(b"no picture")
    dataset = load(str(class_folder))
    seen = inspect(dataset)
    assert list(seen.usable) == [True, False, True, True, True, True]
    assert seen.findings[1].reason == "not a picture that can be read" and seen.findings[0].width == 12
    assert not seen.digests[1].any() and not seen.thumbnails[1].any()
    content = (class_folder / "cats" / "0.png").read_bytes()
    assert seen.digests[0].tobytes() == hashlib.sha256(content).digest()


def test_cells_are_averages():
    pixels = np.random.default_rng(0).integers(0, 256, (64, 96, 3), np.uint8)
    grey = np.asarray(Image.fromarray(pixels).convert("L"), float)
    expected = grey.reshape(32, 2, 32, 3).mean(axis=(1, 3))
    distance = np.abs(grey_thumbnail(Image.fromarray(pixels)) - expected)
    assert distance.max() <= 1  # Pillow rounds after each of the two axes


@pytest.mark.parametrize("mode", ["L", "P", "RGBA", "CMYK", "1"])
def test_modes(tmp_path, mode):
    source = tmp_path / "x.png"
    Image.fromarray(np.full((40, 40, 3), 255, np.uint8)).save(source)
    with Image.open(recode(source, tmp_path / "y.tiff", mode=mode)) as picture:
        assert set(grey_thumbnail(picture).ravel()) == {255}


def test_sixteen_bits(tmp_path):
    Image.fromarray(np.full((40, 40), 40_000, np.uint16)).save(tmp_path / "x.png")
    with Image.open(tmp_path / "x.png") as picture:
        assert set(grey_thumbnail(picture).ravel()) == {40_000 // 257}


def test_a_dataset_whose_pictures_are_all_gone(class_folder):
    dataset = load(str(class_folder))
    for file in class_folder.rglob("*.png"):
        file.unlink()
    assert not inspect(dataset).usable.any()
