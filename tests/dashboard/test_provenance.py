"""What an export says of itself, and names of files from untrusted names of runs."""

from __future__ import annotations

import re

import pytest

from analysis.store.reader import Run
from dashboard.plane import Plane
from dashboard.provenance import NOT_STORED, one_line, provenance_of, safe_name, short


def test_everything_that_the_store_knows_is_there(tiny_run: str) -> None:
    run = Run(tiny_run)
    settings = {"seed": 3, "basis": "ab" * 32, "subset": {"id": "cd" * 32, "size": 40, "rule": "40 stratified"}}
    run.manifest["projections"]["pca_joint"]["settings"] = settings
    found = provenance_of(run, Plane("pca_joint"))
    assert found.facts["run"] == "tiny" and found.facts["seed"] == "3" and found.facts["basis"] == "ab" * 32
    assert found.facts["subset"] == "40 stratified " + "cd" * 32 and found.facts["samples"] == "60"
    assert found.title == "tiny: Joint PCA" and found.file == "tiny_pca_joint"
    assert short("basis", found.facts["basis"]) == "basis abababababab" and short("seed", "3") == "seed 3"


def test_what_an_older_store_lacks_is_said(tiny_run: str) -> None:
    run = Run(tiny_run)
    run.manifest["projections"]["pca_joint"]["settings"] = None
    found = provenance_of(run, Plane("pca_joint", (0, 2)))
    assert found.facts["seed"] == found.facts["basis"] == NOT_STORED and found.facts["components"] == "1, 3"
    assert short("basis", NOT_STORED) == f"basis {NOT_STORED}"


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "",
        "...",
        "con",
        "LPT1",
        "a/b\\c:d*e?",
        "x" * 500,
        "naïve 🙂",
        "-rf",
        "a\nb",
        "<b>",
        ".hidden",
        "a.exe",
    ],
)
def test_no_name_of_a_run_is_a_path_an_option_or_reserved(name: str) -> None:
    safe = safe_name(name)
    assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,84}", safe)
    assert safe.lower() not in {"con", "lpt1"}


def test_line_breaks_do_not_leave_their_line() -> None:
    assert one_line("a\r\n# b\x00\x1b[31m\u2028c") == "a # b [31m c"
