"""Thumbnails where the atlas, or a page of it, is gone: grey squares, words, and every page still opens."""

import io
import shutil

import numpy as np
import pytest
from PIL import Image

from analysis.store.reader import Run
from analysis.store.thumbnails import page_location
from dashboard.sample_thumbnails import GREY, no_pictures, thumbnail, thumbnails
from tests.dashboard.conftest import words_of
from tests.dashboard.drawn_store import drawn
from tests.tiny_store import build

OPENED = [("neighbours", "strip"), ("neighbours", "epochs"), ("evolution", "selection")]


def pixels(picture: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(picture)).convert("RGB"))


def test_whole_atlases_are_passed_on_as_they_are(tiny_run):
    run = Run(tiny_run)
    assert thumbnails(run, [3, 1]) == (run.thumbnails.encoded([3, 1]), "")
    assert np.array_equal(thumbnail(run, 3), run.thumbnails.one(3))


def test_a_page_that_is_gone_costs_its_own_pictures_alone(tmp_path):
    location = drawn(tmp_path, samples=70, epochs=1, classes=("a", "b"))
    whole = Run(location).thumbnails.encoded([2])
    (tmp_path / "small" / "thumbnails" / "page_00001.jpg").write_bytes(b"\xff\xd8\xff\xe0 cut")
    run = Run(location)
    found, words = thumbnails(run, [66, 2, 69])
    assert found[1:2] == whole and words.startswith("2 of these 3 pictures cannot be read. Delete the run's folder")
    assert np.abs(pixels(found[0]).astype(int) - GREY).max() < 3 and np.array_equal(pixels(found[0]), pixels(found[2]))
    assert thumbnail(run, 66) is None and thumbnail(run, 2) is not None


def test_a_run_without_pictures_says_so_and_what_to_do(tmp_path):
    run = Run(drawn(tmp_path, samples=3, epochs=1, classes=("a", "b")))
    run.thumbnails.count = 0
    assert no_pictures(run).endswith("Run the analysis again where the images are.")
    assert thumbnails(run, [0])[1] == thumbnails(run, [0, 1])[1] == no_pictures(run)


@pytest.fixture(scope="module")
def without(tmp_path_factory) -> str:
    folder = tmp_path_factory.mktemp("without")
    location = build(folder / "tiny")
    shutil.rmtree(page_location(f"{location}/thumbnails", 0).rsplit("/", 1)[0])
    return str(folder)


@pytest.mark.parametrize(("page", "part"), OPENED)
def test_pages_open_without_an_atlas(open_page, without, page, part):
    app = open_page(without, page, sample="ISIC_0000003", epoch=2, near=part, below=part)
    assert not app.exception and "cannot be shown" not in words_of(app)
    assert "ISIC_0000003" in words_of(app) and "the original file and its thumbnail are both missing" in words_of(app)
    assert part == "strip" or "pictures cannot be read. Delete the run's folder thumbnails" in words_of(app)
