"""The end of every command: a code, and words without a traceback."""

from __future__ import annotations

import argparse
import errno
import os
import subprocess
import sys

import pytest

from data.command_line import printable, run
from data.contract import DataError


def raising(error: BaseException):
    def main(_):
        raise error

    return main


@pytest.mark.parametrize(("returned", "code"), [(None, 0), (0, 0), (1, 1)])
def test_the_code_of_main_is_the_code_of_the_process(returned, code):
    assert run(lambda argv: returned, []) == code


def test_bad_input_is_one_paragraph_and_code_2(capsys):
    assert run(raising(DataError("Wanted a folder.\n  Found: \x1b[31ma file.")), []) == 2
    assert capsys.readouterr().err == "Wanted a folder. Found: \\x1b[31ma file.\n"


def test_a_full_disk_is_bad_input_not_a_bug(capsys):
    assert run(raising(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "runs/x")), []) == 2
    assert capsys.readouterr().err.startswith("No space left on device: runs/x.")


def test_a_bug_keeps_its_traceback():
    for bug in (ValueError("ours"), OSError(errno.EBADF, "ours")):
        with pytest.raises(type(bug), match="ours"):
            run(raising(bug), [])


def test_control_c_and_argparse(capsys):
    assert run(raising(KeyboardInterrupt()), []) == 130
    assert run(lambda argv: argparse.ArgumentParser().parse_args(argv), ["--nothing"]) == 2
    assert run(lambda argv: argparse.ArgumentParser().parse_args(argv), ["--help"]) == 0
    assert "usage" in capsys.readouterr().out


def test_a_reader_that_leaves_is_no_error():
    script = "from data.command_line import run; run(lambda argv: [print('x' * 90) for _ in range(9999)] and None, [])"
    done = subprocess.run(
        f'{sys.executable} -c "{script}" | head -1', shell=True, capture_output=True, text=True, check=True
    )
    assert done.stdout == "x" * 90 + "\n" and done.stderr == ""


def test_printable_keeps_words_and_shows_escapes():
    assert printable("naïve 🙂 <b>") == "naïve 🙂 <b>"
    assert printable("a\nb\x1b[2J") == "a\\nb\\x1b[2J"
