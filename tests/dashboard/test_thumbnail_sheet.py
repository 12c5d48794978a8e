"""Sheets of thumbnails: every row's own picture in its place, of new atlases, of older ones, and of damaged ones."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import numpy as np
from PIL import Image

from analysis.store.reader import Run
from analysis.store.thumbnails import CELL
from dashboard.thumbnail_sheet import thumbnail_sheet
from tests.dashboard.drawn_store import drawn


def pictures(sheet: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(sheet)).convert("RGB")).reshape(-1, CELL, CELL, 3)


def test_every_row_stands_in_its_place_undecoded(tiny_run):
    run = Run(tiny_run)
    found, sheet = thumbnail_sheet(run, [41, 3, 59])
    assert found == [41, 3, 59] and run.thumbnails.encoded([3])[0][-200:-2] in sheet
    np.testing.assert_array_equal(pictures(sheet), run.thumbnails.many([41, 3, 59]))
    assert thumbnail_sheet(run, []) == ([], b"")


def test_an_older_atlas_is_decoded_and_coded_once_more(tiny_run, tmp_path):
    location = shutil.copytree(tiny_run, tmp_path / "older")
    page = next((location / "thumbnails").iterdir())
    Image.open(page).save(page, "JPEG", quality=95)  # no marker where a cell ends
    run = Run(str(location))
    found, sheet = thumbnail_sheet(run, [7, 2])
    assert found == [7, 2]
    assert np.abs(pictures(sheet).astype(int) - run.thumbnails.many([7, 2])).mean() < 2


def test_a_damaged_page_costs_its_own_pictures(tmp_path):
    location = drawn(tmp_path, samples=70, epochs=1, classes=("a", "b"))
    Path(location, "thumbnails", "page_00001.jpg").write_bytes(b"\xff\xd8\xff\xe0 cut")
    run = Run(location)
    found, sheet = thumbnail_sheet(run, [66, 2, 69, 1])
    assert found == [2, 1] and np.array_equal(pictures(sheet), run.thumbnails.many([2, 1]))
    assert thumbnail_sheet(run, [66]) == ([], b"")
