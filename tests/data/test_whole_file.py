"""A file appears whole or not at all."""

from __future__ import annotations

import fsspec
import pytest

from data.contract import EpochscopeError
from data.locations import read_bytes
from data.whole_file import whole_file


@pytest.mark.parametrize("remote", [False, True])
def test_whole_or_not_there(tmp_path, remote):
    place = "memory://whole/inner/a.bin" if remote else str(tmp_path / "inner" / "a.bin")
    with whole_file(place) as file:
        file.write(b"first")
    assert read_bytes(place) == b"first"
    with pytest.raises(ZeroDivisionError), whole_file(place) as file:
        file.write(b"second")
        raise ZeroDivisionError
    assert read_bytes(place) == b"first"
    if not remote:
        assert [path.name for path in (tmp_path / "inner").iterdir()] == ["a.bin"]
    else:
        assert fsspec.filesystem("memory").ls("/whole/inner", detail=False) == ["/whole/inner/a.bin"]


def test_a_place_that_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(EpochscopeError, match="Could not write"), whole_file(str(tmp_path / "file" / "a.bin")):
        pass
