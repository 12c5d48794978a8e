"""Progress: whole lines in a log file, quiet for short jobs, a bar on a terminal."""

from __future__ import annotations

import io

import pytest

from data import progress as module
from data.progress import Lines, progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def stderr(monkeypatch):
    def use(stream: io.StringIO) -> io.StringIO:
        monkeypatch.setattr("sys.stderr", stream)
        return stream

    return use


def test_short_jobs_say_nothing(stderr):
    for stream in (stderr(io.StringIO()), stderr(Terminal())):
        assert list(progress(range(3), label="Counting")) == [0, 1, 2]
        assert stream.getvalue() == ""


def test_a_log_file_gets_whole_lines(stderr, monkeypatch):
    monkeypatch.setattr(module, "LINE_SECONDS", 0)
    stream = stderr(io.StringIO())
    list(progress(range(3), label="Reading pictures", unit="pictures"))
    lines = stream.getvalue().splitlines()
    assert "\r" not in stream.getvalue()
    assert lines[-1].startswith("Reading pictures: 100% 3/3 pictures [") and "left" in lines[-1]


def test_a_terminal_gets_a_bar_with_the_time_left(stderr, monkeypatch):
    monkeypatch.setattr(module, "QUIET_SECONDS", 0)
    stream = stderr(Terminal())
    with progress(label="Drawing", total=4, unit="pictures") as bar:
        bar.update(4)
    assert "Drawing: 100%|" in stream.getvalue() and "4/4 pictures" in stream.getvalue()


def test_an_unknown_total_counts_up(stderr, monkeypatch):
    monkeypatch.setattr(module, "LINE_SECONDS", 0)
    stream = stderr(io.StringIO())
    list(progress((i for i in range(5)), label="Listing", unit="files"))
    assert "Listing: 5 files [" in stream.getvalue()


def test_lines_drops_repainting():
    stream = io.StringIO()
    lines = Lines(stream)
    for text in ("\r 10%", "\r", "\n", "\r 20%\n"):
        lines.write(text)
    assert stream.getvalue() == "10%\n20%\n"
