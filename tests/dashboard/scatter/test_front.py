"""Runs the front end's own tests with Node, on a payload that Python has just written."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from dashboard.scatter import Points, Style, pack_style, quantize
from dashboard.scatter.bundle import script
from tests.dashboard.scatter.decoding import decode

HERE = Path(__file__).parent / "front"
OLDEST_NODE = 20


@pytest.fixture
def fixture_folder(tmp_path: Path) -> Path:
    random = np.random.default_rng(3)
    positions = random.normal(size=(3, 257, 2)).astype(np.float32) * [40, 9]
    positions[1, 5, 0], positions[2, 9] = np.nan, np.inf
    samples = [f"sample_{row}" for row in range(257)]
    samples[:6] = ["", "naïve 🙂", "two\nlines", '<script>alert("x")</script>', "../up", "x" * 400]
    points = Points(samples, random.integers(0, 4, 257), ["a", "b", "<b>c</b>", "d"], [0, 2, 11])
    payload = quantize(positions, points, run="run/pca")
    header, codes, labels, _ = decode(payload)
    finite = np.isfinite(positions).all(axis=2, keepdims=True)
    original = np.where(finite, positions.astype(object), None).reshape(3, -1).tolist()
    expected = {**header, "samples": samples, "labels": labels.tolist(), "original": original}
    expected["positions"] = codes.reshape(3, -1).tolist()
    style, expected["style"] = _style(random)
    (tmp_path / "style.bin").write_bytes(style)
    (tmp_path / "payload.bin").write_bytes(payload)
    (tmp_path / "expected.json").write_text(json.dumps(expected), encoding="utf-8")
    (tmp_path / "script.mjs").write_text(script(), encoding="utf-8")
    return tmp_path


def _style(random: np.random.Generator) -> tuple[bytes, dict]:
    """A style of the same samples, and what must be read from it."""
    codes = random.choice(np.array([0, 1, 255], dtype=np.uint8), size=(3, 257))
    rings = random.random((1, 257)) < 0.2
    words = {"title": "Prediction ü", "ring_words": "<i>wrong</i>"}
    style = Style("run/pred", "categories", codes, ["#010203", "#0a0b0c"], ["one", "<b>two</b>"], rings=rings, **words)
    expected = {"name": style.name, "kind": style.kind, "names": list(style.names), "colors": list(style.colors)}
    expected |= {"title": style.title, "ringWords": style.ring_words, "unit": ""}
    return pack_style(style), {**expected, "codes": codes.tolist(), "rings": rings.astype(int).tolist()}


def _node() -> str:
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not installed; the front end's own tests need it.")
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
    if int(version.removeprefix("v").split(".")[0]) < OLDEST_NODE:
        pytest.skip(f"Node {OLDEST_NODE} or newer is needed for the front end's own tests; this is {version.strip()}.")
    return node


def test_the_front_end_passes_its_own_tests(fixture_folder: Path) -> None:
    every = fixture_folder / "every.test.mjs"  # one process for all: starting Node costs more than running a file
    every.write_text("".join(f'import "{path.as_uri()}";\n' for path in sorted(HERE.glob("*.test.js"))))
    environment = {**os.environ, "EPOCHSCOPE_SCATTER_FIXTURE": str(fixture_folder)}
    command = [_node(), "--test", "--test-reporter=spec", str(every)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=240)
    assert done.returncode == 0, done.stdout[done.stdout.find("failing tests:") :] + done.stderr
    assert re.search(r"pass [1-9]", done.stdout)


def test_every_module_of_the_front_end_has_its_tests_or_a_reason() -> None:
    drawn_by_the_browser = {"dom", "legend", "hover", "plot", "appearance", "reader", "view"}  # see test_browser.py
    drawn_by_the_browser |= {"tip_picture", "picture_button", "pictures", "export"}  # see test_pictures.py
    drawn_by_the_browser |= {"tools", "looking", "pointing", "selecting"}  # see test_selecting.py
    drawn_by_the_browser |= {"legend_entry", "legend_rest", "dressing"}  # see test_display.py
    modules = {path.stem for path in (Path(__file__).parents[3] / "dashboard/scatter/front").glob("*.js")}
    tested = {path.name.removesuffix(".test.js") for path in HERE.glob("*.test.js")}
    assert modules - tested == drawn_by_the_browser | {"stub", "loader"}  # with scatter.js; in test_bundle.py
