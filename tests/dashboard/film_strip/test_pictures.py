"""The strip's pictures as bytes: who comes first, every picture in its place, and those that are missing."""

import io
import json
from pathlib import Path

import numpy as np
from PIL import Image

from analysis.store.reader import Run
from analysis.store.thumbnails import CELL, page_location
from dashboard.film import Film
from dashboard.film_strip import pictures
from dashboard.film_strip.pictures import message, split
from tests.tiny_store import build


def opened(data: bytes) -> tuple[dict, list[np.ndarray]]:
    """The header, and each sheet as (m, CELL, CELL, 3)."""
    size = int.from_bytes(data[:4], "little")
    header, at, sheets = json.loads(data[4 : 4 + size]), 4 + size, []
    for sheet in header["sheets"]:
        pixels = np.asarray(Image.open(io.BytesIO(data[at : at + sheet["size"]])))
        sheets.append(pixels.reshape(-1, CELL, CELL, 3))
        at += sheet["size"]
    assert at == len(data)
    return header, sheets


def film_of(*rows: list[int]) -> Film:
    return Film(list(range(len(rows))), np.array(rows, np.int32), np.zeros((len(rows), len(rows[0])), np.float32))


def test_the_row_in_view_comes_first_and_nobody_twice():
    found = film_of(*[[10 * epoch, 10 * epoch + 1, 7] for epoch in range(12)])
    first, rest = split(found, 5)
    assert first[:3] == [50, 51, 7]
    assert set(first) == {7} | {10 * epoch + more for epoch in range(2, 9) for more in (0, 1)}
    assert sorted(first + rest) == sorted(set(found.rows.ravel().tolist()))


def test_at_the_end_of_training_as_many_rows_come_first():
    found = film_of(*[[epoch] for epoch in range(20)])
    assert sorted(split(found, 19)[0]) == list(range(13, 20))
    assert split(film_of([3, -1], [-1, -1]), 0) == ([3], [])


def test_every_picture_is_the_atlas_own(tiny_run):
    run = Run(tiny_run)
    rows = [5, 0, 59, 31]
    header, (sheet,) = opened(message(run, rows, "t"))
    assert header["token"] == "t" and header["sheets"][0]["ids"] == [f"ISIC_{row:07d}" for row in rows]
    assert np.abs(sheet.astype(int) - run.thumbnails.many(rows)).max() <= 1


def test_many_pictures_are_several_sheets(tiny_run, monkeypatch):
    monkeypatch.setattr(pictures, "SHEET", 25)
    header, sheets = opened(message(Run(tiny_run), list(range(60)), "t"))
    assert [len(sheet) for sheet in sheets] == [25, 25, 10]
    assert [name for sheet in header["sheets"] for name in sheet["ids"]] == [f"ISIC_{row:07d}" for row in range(60)]


def test_no_pictures_are_no_sheet(tiny_run):
    header, sheets = opened(message(Run(tiny_run), [], "t"))
    assert header["sheets"] == [] and sheets == []


def test_a_damaged_page_costs_its_own_pictures_only(tmp_path):
    location = build(tmp_path / "run")
    run = Run(location)
    samples = len(run.samples)
    path = page_location(run.thumbnails.location, 0)
    run.thumbnails.count = samples - 1  # the last sample came after the atlas
    header, (sheet,) = opened(message(run, [1, samples - 1, 2], "t"))
    assert header["absent"] == [f"ISIC_{samples - 1:07d}"] and len(sheet) == 2
    Path(path).write_bytes(b"no picture")
    header, sheets = opened(message(Run(location), [1, 2], "t"))
    assert header["absent"] == ["ISIC_0000001", "ISIC_0000002"] and sheets == []


def test_pictures_coded_with_other_settings_are_joined_all_the_same(tiny_run, monkeypatch):
    run = Run(tiny_run)
    pixels = run.thumbnails.many([1, 2])
    coded = []
    for picture, quality in zip(pixels, (95, 97), strict=True):
        stream = io.BytesIO()
        Image.fromarray(picture).save(stream, "JPEG", quality=quality, subsampling=0)
        coded.append(stream.getvalue())
    monkeypatch.setattr(run.thumbnails, "encoded", lambda rows: coded)
    _, (sheet,) = opened(message(run, [1, 2], "t"))
    assert np.abs(sheet.astype(float) - pixels).mean() < 4
