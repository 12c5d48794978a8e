"""Each picture is decoded once, at the model's size, and bad ones are counted without moving the others."""

from __future__ import annotations

import shutil
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from analysis.pictures import Decoded, as_input, decode_pictures
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from data.catalog import open_dataset
from data.contract import DataError

pytestmark = pytest.mark.tensorflow


@pytest.fixture
def dataset(tmp_path):
    """140 pictures, each of one flat grey that is its number; number 5 is cut short, number 77 empty."""
    for number in range(140):
        file = tmp_path / "data" / ("even", "odd")[number % 2] / f"{number:03d}.png"
        file.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (12 + number % 3, 9), (number, number, 255 - number)).save(file)
    cut = tmp_path / "data" / "odd" / "005.png"
    cut.write_bytes(cut.read_bytes()[:40])
    (tmp_path / "data" / "odd" / "077.png").write_bytes(b"")
    return open_dataset(str(tmp_path / "data"))


def number_of(sample: str) -> int:
    return int(sample.rsplit("/", 1)[-1])


@pytest.mark.parametrize("batch", [1, 50, 64, 300])
def test_rows_pixels_and_thumbnails_belong_together(dataset, tmp_path, batch):
    writer = RunWriter(str(tmp_path / "run"), "run")
    kept = decode_pictures(writer, dataset, (8, 10), 3)
    numbers = np.array([number_of(sample) for sample in kept.samples["sample"]])
    assert set(range(140)) - set(numbers) == {5, 77}
    decoded = Decoded(writer.location)
    seen = list(decoded.batches(batch))
    pixels = np.concatenate([images for _, images in seen])
    assert [start for start, _ in seen] == list(np.cumsum([0, *(len(images) for _, images in seen)])[:-1])
    assert pixels.shape == (138, 8, 10, 3)
    np.testing.assert_array_equal(pixels[:, 4, 4, 0], numbers)
    np.testing.assert_array_equal(decoded.rows(np.array([100, 3]))[:, 0, 0, 0], numbers[[100, 3]])
    writer.save()
    thumbnails = Run(writer.location).thumbnails.many(range(138))
    assert np.abs(thumbnails[:, 48, 48, 0].astype(int) - numbers).max() <= 2
    assert list(kept.samples["width"]) == [12 + number % 3 for number in numbers]
    assert {number_of(entry["sample"]) for entry in writer.manifest["skipped"]} == {5, 77}


def test_grey_models_get_the_luminance():
    picture = np.zeros((4, 4, 3), np.uint8)
    picture[..., 1] = 200
    assert as_input(picture, (4, 4), 1).shape == (4, 4, 1)
    assert as_input(picture, (4, 4), 1)[0, 0, 0] == round(0.587 * 200)


def test_no_readable_picture_is_an_error(dataset, tmp_path):
    for file in dataset.samples["file"]:
        with open(file, "wb") as stream:  # noqa: PTH123 (the table holds plain strings)
            stream.write(b"nothing")
    with pytest.raises(DataError, match=r"None of the 140 pictures.*python -m data check"):
        decode_pictures(RunWriter(str(tmp_path / "run"), "run"), dataset, (8, 8), 3)


def test_decoded_pictures_may_be_deleted(pictures, stock_checkpoints, tmp_path, monkeypatch):
    from analysis import pictures as decoding
    from analysis.pipeline import analyse
    from analysis.request import Request

    wanted = Request(
        str(stock_checkpoints), data=str(pictures), out=str(tmp_path / "run"), explain=0, baselines=False, neighbors=5
    )
    analyse(wanted)
    before = Decoded(wanted.out).rows(np.arange(54))
    shutil.rmtree(tmp_path / "run" / "decoded.zarr")
    assert analyse(wanted).pictures == 0  # nothing to do, so nothing is missing
    more = replace(wanted, tta=2)
    with monkeypatch.context() as patched:
        patched.setattr(decoding, "thumbnail", lambda picture: 1 / 0)  # stopped while they are decoded again
        with pytest.raises(ZeroDivisionError):
            analyse(more)
    assert Run(wanted.out).epochs == [1, 2, 3]
    done = analyse(more)
    assert (done.pictures, done.epochs, done.tta) == (54, 0, 1)
    np.testing.assert_array_equal(Decoded(wanted.out).rows(np.arange(54)), before)


def test_a_store_killed_before_its_first_picture_is_not_decoded(tmp_path):
    import zarr

    from analysis.pictures import is_decoded

    assert not is_decoded(str(tmp_path))
    zarr.open_group(str(tmp_path / "decoded.zarr"), mode="w", zarr_format=3)
    assert not is_decoded(str(tmp_path))
