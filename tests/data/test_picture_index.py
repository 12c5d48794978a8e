"""Finding pictures by what a table calls them, never outside the dataset's folder."""

from __future__ import annotations

import pytest

from data.contract import DataError
from data.picture_index import PictureIndex
from tests.data.conftest import draw


@pytest.fixture
def root(tmp_path):
    draw(tmp_path / "set" / "part_1" / "a.jpg")
    draw(tmp_path / "set" / "part_2" / "b.png")
    draw(tmp_path / "secret.png")
    return tmp_path / "set"


def test_names_paths_and_endings(root):
    index = PictureIndex(str(root))
    a = str(root / "part_1" / "a.jpg")
    for cell in ("a", "a.jpg", "part_1/a", "part_1/a.jpg", "./part_1/a.jpg", "part_2/../part_1/a", r"part_1\a.jpg", a):
        assert index.find(cell) == a
    assert index.find("b") == str(root / "part_2" / "b.png")
    assert index.find("c") is None and index.find("a.png") is None and index.size == 2


@pytest.mark.parametrize(
    "cell", ["../secret", "../secret.png", "part_1/../../secret.png", "/etc/passwd", r"..\secret", "C:/x"]
)
def test_nothing_outside_the_folder(root, cell):
    with pytest.raises(DataError, match="outside the dataset's folder"):
        PictureIndex(str(root)).find(cell)


def test_masks_give_way_to_pictures(root):
    draw(root / "masks_200x150" / "a.png")
    assert PictureIndex(str(root)).find("a") == str(root / "part_1" / "a.jpg")
    assert PictureIndex(str(root), ["masks_200x150"]).find("a") == str(root / "masks_200x150" / "a.png")


def test_two_pictures_of_one_name(root):
    draw(root / "part_2" / "a.jpg")
    with pytest.raises(DataError, match=r"Several pictures are called 'a'.*--images FOLDER"):
        PictureIndex(str(root)).find("a")
    assert PictureIndex(str(root), ["part_2"]).find("a") == str(root / "part_2" / "a.jpg")


@pytest.mark.parametrize(("folder", "message"), [("../", "outside"), ("/tmp", "outside"), ("nowhere", "No folder")])
def test_folders(root, folder, message):
    with pytest.raises(DataError, match=message):
        PictureIndex(str(root), [folder])
