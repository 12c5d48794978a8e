"""The linker joins exactly our own modules, the same way every time, and refuses what it does not know."""

from __future__ import annotations

import base64
import zlib
from pathlib import Path

import pytest

from dashboard.scatter import bundle


def write(folder: Path, **modules: str) -> None:
    for name, text in modules.items():
        (folder / f"{name}.js").write_text(text, encoding="utf-8")


@pytest.fixture
def front(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(bundle, "FRONT", tmp_path)
    monkeypatch.setattr(bundle, "MODULES", ("one", "two"))
    bundle.script.cache_clear()
    yield tmp_path
    bundle.script.cache_clear()


def test_the_same_script_every_time() -> None:
    first = bundle.script()
    bundle.script.cache_clear()
    assert bundle.script() == first


def test_no_relative_import_is_left_and_one_default_export() -> None:
    assert "import {" not in bundle.script()
    assert bundle.script().count("export default") == 1
    assert "\nexport " in bundle.script() and "\nexport const" not in bundle.script()


def test_what_travels_is_the_script_deflated() -> None:
    first, rest = bundle.packed().split("\n", 1)
    text = first.removeprefix('const PACKED = "').removesuffix('";')
    assert zlib.decompress(base64.b64decode(text, validate=True)).decode() == bundle.script()
    assert rest.count("export default") == 1
    assert len(bundle.packed()) < len(bundle.script()) / 2


def test_every_module_of_the_folder_is_listed() -> None:
    found = {path.stem for path in bundle.FRONT.glob("*.js")}
    assert found == {*bundle.MODULES, bundle.ENTRY, "stub", "loader"}


def test_imports_become_lookups_and_scopes_stay_apart(front: Path) -> None:
    write(
        front,
        one="const hidden = 1;\nexport const SIZE = 2;\nexport function grow() {}\n",
        two='import {\n  SIZE as START,\n  grow,\n} from "./one.js";\nconst hidden = 2;\nexport class Box {}\n',
        scatter='import * as one from "./one.js";\nexport default function f() {}\n',
    )
    script = bundle.script()
    assert "return { SIZE, grow };" in script
    assert "SIZE: START" in script and "= module_one;" in script
    assert "const one = module_one;" in script
    assert "return { Box };" in script


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('import { x } from "./two.js";\n', "comes later"),
        ('import { x } from "./nowhere.js";\n', "not listed"),
        ('import x from "somewhere";\n', "does not know: import x"),
        ('import "https://example.org/x.js";\n', "does not know"),
        ("export { a };\n", "does not know: export { a }"),
        ('export * from "./one.js";\n', "does not know"),
    ],
)
def test_unknown_forms_are_refused(front: Path, line: str, message: str) -> None:
    write(front, one=line, two="", scatter="export default 1;\n")
    with pytest.raises(ValueError, match=message):
        bundle.script()


def test_data_can_never_become_markup() -> None:
    for name in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"):
        assert name not in bundle.script(), name


def test_nothing_is_asked_of_another_host() -> None:
    hosts = {line for line in (bundle.script() + bundle.style()).splitlines() if "://" in line}
    assert hosts == {'const SVG = "http://www.w3.org/2000/svg";'}  # a name, never fetched
    for name in ("fetch(", "XMLHttpRequest", "@import", "url("):
        assert name not in bundle.script() + bundle.style(), name


def test_what_travels_with_every_click_is_small() -> None:
    assert len(bundle.stub()) < 1_000
    assert bundle.style() not in bundle.stub() and "SHEET" in bundle.script()
