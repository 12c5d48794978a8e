"""Every kind of dataset keeps the same promises."""

from __future__ import annotations

import pytest

from data.contract import DataError
from data.registry import SOURCES, read


@pytest.mark.parametrize("kind", SOURCES)
def test_the_form_of_a_source(kind, tmp_path):
    source = SOURCES[kind]
    assert source.TITLE and source.load.__doc__
    with pytest.raises(DataError, match="No folder"):
        read(kind, str(tmp_path / "nowhere"))


@pytest.mark.parametrize("kind", SOURCES)
def test_options_nobody_knows(kind, class_folder):
    with pytest.raises(DataError, match="nonsense"):
        read(kind, str(class_folder), nonsense=1)


def test_kinds_nobody_knows():
    with pytest.raises(DataError, match=r"No kind of dataset is called 'movies'. There are: image_folder, csv"):
        read("movies", "anywhere")
