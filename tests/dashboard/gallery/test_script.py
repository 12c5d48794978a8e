"""The front end as one script: nothing of a module is lost, nothing stands twice; and its own tests in Node."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from dashboard.gallery.script import FRONT, MODULES, script

_DECLARED = re.compile(r"^(?:export )?(?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE)


def test_every_module_is_in_it_after_those_it_imports():
    assert {path.stem for path in FRONT.glob("*.js")} == set(MODULES)
    for place, name in enumerate(MODULES):
        source = (FRONT / f"{name}.js").read_text(encoding="utf-8")
        assert set(re.findall(r'from "\./(\w+)\.js"', source)) <= set(MODULES[:place])


def test_names_are_declared_once_and_only_the_entry_is_exported():
    names = _DECLARED.findall(script())
    assert len(names) == len(set(names)) > 20
    assert re.findall(r"^(?:import|export)\b.*", script(), re.MULTILINE) == [
        "export default function ({ data, parentElement, setStateValue }) {"
    ]


def test_the_front_end_passes_its_own_tests():
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not installed; the front end's own tests need it.")
    tests = Path(__file__).parent / "front" / "gallery.test.js"
    done = subprocess.run([node, "--test", str(tests)], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"pass [1-9]", done.stdout)
