"""Every bad picture is found, said why, and counted; the rest goes on."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from PIL import Image

from data import verify as module
from data.contract import DataError
from data.image_folder import load
from data.verify import examine, verify
from tests.data.conftest import draw, recode


def test_sizes_are_filled(class_folder):
    dataset = verify(load(str(class_folder)))
    assert set(dataset.samples["width"]) == {12} and set(dataset.samples["height"]) == {9}
    assert len(dataset.skipped) == 0


def spoil(path, how):
    content = path.read_bytes()
    if how == "missing":
        path.unlink()
    elif how == "empty":
        path.write_bytes(b"")
    elif how == "truncated":
        path.write_bytes(content[: len(content) * 2 // 3])
    elif how == "text":
        path.write_text("not a picture")
    elif how == "renamed":
        recode(path, path, format="TIFF")


@pytest.mark.parametrize("ending", ["png", "jpg", "webp", "bmp", "gif"])
@pytest.mark.parametrize(
    ("how", "words"),
    [
        ("missing", "the file is missing"),
        ("empty", "the file is empty (0 bytes)"),
        ("truncated", "damaged: "),
        ("text", "not a picture that can be read"),
        ("renamed", "a TIFF picture; wanted JPEG, PNG"),
    ],
)
def test_bad_pictures(tmp_path, ending, how, words):
    path = draw(tmp_path / f"x.{ending}", size=(300, 200))
    assert examine(str(path)) == module.Finding(300, 200)
    spoil(path, how)
    assert examine(str(path)).reason.startswith(words)


def test_bad_ones_are_listed_and_the_rest_goes_on(class_folder):
    draw(class_folder / "cats" / "more.tif")
    dataset = load(str(class_folder))
    spoil(class_folder / "cats" / "1.png", "empty")
    spoil(class_folder / "dogs" / "2.png", "truncated")
    checked = verify(dataset)
    assert list(checked.samples["sample"]) == ["cats/0", "cats/2", "dogs/0", "dogs/1"]
    assert list(checked.samples.index) == [0, 1, 2, 3]
    assert list(checked.skipped["sample"]) == ["cats/more.tif", "cats/1", "dogs/2"]
    assert list(checked.skipped.columns) == ["sample", "file", "reason"]


def test_nothing_or_one_class_left(class_folder):
    dataset = load(str(class_folder))
    for number in range(3):
        spoil(class_folder / "cats" / f"{number}.png", "text")
    with pytest.raises(DataError, match=r"pictures of 1 class left.*3 of 6 pictures cannot be used.*not a picture"):
        verify(dataset)


def test_giants_are_left_out(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "MAX_PIXELS", 1_000_000)
    Image.fromarray(np.zeros((1001, 1000), np.uint8)).save(tmp_path / "big.png")
    assert examine(str(tmp_path / "big.png")).reason == "larger than 1 megapixels (1000×1001)"


def test_a_decompression_bomb_is_not_decompressed(tmp_path):
    giant = Image.new("1", (20_000, 20_000))
    giant.save(tmp_path / "bomb.png")
    assert examine(str(tmp_path / "bomb.png")).reason.startswith("larger than 100 megapixels")


def test_what_tensorflow_cannot_read_is_refused(tmp_path):
    picture = Image.fromarray(np.random.default_rng(0).integers(0, 256, (9, 12, 3), np.uint8))
    picture.convert("P").save(tmp_path / "palette.bmp")
    assert "palette" in examine(str(tmp_path / "palette.bmp")).reason
    picture.save(tmp_path / "moving.webp", save_all=True, append_images=[picture.rotate(180)])
    assert "animated" in examine(str(tmp_path / "moving.webp")).reason


def test_noise_in_the_file_never_escapes_as_an_exception(tmp_path):
    rng = np.random.default_rng(0)
    for ending in ("png", "jpg", "webp", "bmp", "gif"):
        content = draw(tmp_path / f"x.{ending}", size=(40, 30)).read_bytes()
        for _ in range(40):
            damaged = bytearray(content)
            for place in rng.integers(0, len(content), 4):
                damaged[place] = rng.integers(256)
            (tmp_path / "damaged").write_bytes(damaged)
            with warnings.catch_warnings(action="ignore"):  # Pillow's own remarks, which verify() quiets too
                assert isinstance(examine(str(tmp_path / "damaged")), module.Finding)
