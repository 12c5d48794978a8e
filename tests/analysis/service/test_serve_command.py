"""`python -m analysis serve`: as a process of its own, light until used, gone with whoever started it."""

import json
import subprocess
import sys
import time
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from analysis.__main__ import main
from data.command_line import run
from tests.browser import free_port
from tests.conftest import ROOT


def health(port):
    deadline = time.monotonic() + 60
    while True:
        try:
            with urlopen(f"http://127.0.0.1:{port}/health", timeout=20) as answer:
                return json.load(answer)
        except URLError:
            assert time.monotonic() < deadline
            time.sleep(0.1)


def test_it_answers_and_leaves_when_its_input_ends(tiny_runs):
    port = free_port()
    command = [sys.executable, "-m", "analysis", "serve", tiny_runs, "--port", str(port), "--until-input-ends"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE) as process:
        assert health(port) == {"service": "epochscope", "engine": "idle"}
        process.stdin.close()
        assert process.wait(timeout=20) == 0


def test_the_service_itself_loads_no_tensorflow():
    code = (
        "import sys\nfrom analysis.service import serve_command\n"
        "assert not {'tensorflow', 'keras', 'shap', 'streamlit'} & set(sys.modules), 'a heavy package was imported'"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True)


@pytest.mark.parametrize(("arguments", "words"), [(["--port", "0"], "must be 1 to 65535"), ([], "No run stores in")])
def test_bad_input_is_one_paragraph(arguments, words, tmp_path, capsys):
    assert run(main, ["serve", str(tmp_path), *arguments]) == 2
    assert words in capsys.readouterr().err
