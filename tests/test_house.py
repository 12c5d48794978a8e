"""House rules that a tool can hold: paths that the README names, test twins, names that say nothing."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT

FLOORS = ("data", "checkpoints", "analysis", "dashboard")
NAMELESS = {"utils", "util", "helpers", "helper", "common", "base", "core", "misc"}
UNTESTED = {
    "contract",
    "layout",
    "request",
    "registry",
}  # words, not behaviour; registries are driven by their plug-ins


def tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(["git", "ls-files", *patterns], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("not a git checkout, so there is no list of the project's own files")
    return [Path(line) for line in listed.stdout.splitlines() if (ROOT / line).exists()]


def modules() -> list[Path]:
    return [path for floor in FLOORS for path in tracked(f"{floor}/*.py") if not path.stem.startswith("__")]


def test_every_module_has_its_test_twin():
    tests = {path.name for path in tracked("tests/*.py")}
    wanted = {path: f"test_{path.stem}.py" for path in modules() if path.stem not in UNTESTED}
    assert [str(path) for path, name in wanted.items() if name not in tests] == []


def test_no_name_says_nothing():
    assert [str(path) for path in modules() if NAMELESS & {*path.parts, path.stem}] == []


@pytest.mark.parametrize("page", ["README.md", "docs/decisions.md"])
def test_paths_that_the_pages_name_exist(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:)([^)#]+)", text)
    folders = re.findall(r"^\| `(\w+/)`", text, flags=re.MULTILINE)
    missing = [name for name in {*links, *folders} if not (ROOT / page).parent.joinpath(name).exists()]
    assert missing == []


def test_commands_that_the_readme_names_exist():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = set(re.findall(r"^make (\w+)", text, flags=re.MULTILINE))
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert targets == {"demo", "test"}
    assert all(re.search(rf"^{target}:", makefile, flags=re.MULTILINE) for target in targets)


def test_every_module_opens_with_a_sentence():
    silent = [str(path) for path in modules() if not (ROOT / path).read_text(encoding="utf-8").startswith('"""')]
    assert silent == []
