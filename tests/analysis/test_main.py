"""The analysis command: what it says and how it ends."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from analysis.__main__ import _parser, _request, main
from analysis.request import PROJECTIONS
from analysis.store.writer import RunWriter
from data.command_line import run
from tests.conftest import ROOT


def test_help_loads_no_tensorflow():
    code = (
        "import sys\nfrom analysis.__main__ import main\n"
        "try: main(['run', '--help'])\nexcept SystemExit: pass\n"
        "assert not {'tensorflow', 'keras', 'shap'} & set(sys.modules), 'a heavy package was imported'"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True)


def test_show_tells_what_a_store_holds(tiny_run, capsys):
    assert main(["show", tiny_run]) == 0
    text = capsys.readouterr().out
    for part in ("0, 1, 2, 5", "small_cnn", "pca_joint, pca_last", "6 samples", "1 pictures"):
        assert part in text


def test_list_names_runs_or_says_how_to_make_one(tiny_runs, tmp_path, capsys):
    assert main(["list", tiny_runs]) == 0
    assert "tiny_adam" in capsys.readouterr().out
    assert main(["list", str(tmp_path)]) == 0
    assert "python -m analysis run" in capsys.readouterr().out


def test_show_says_why_a_projection_is_not_there(tiny_run, tmp_path, capsys):
    writer = RunWriter(str(shutil.copytree(tiny_run, tmp_path / "store")), "tiny")
    writer.manifest["projections_unsupported"] = {"decision": {"reason": "The decision view needs two classes."}}
    writer.save()
    assert main(["show", writer.location]) == 0
    assert "no decision  The decision view needs two classes." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["show", "nowhere"], "run.json is missing"),
        (["run", "nowhere", "--data", "x"], "nowhere"),
        (["run", "nowhere", "--projections", "tsne"], "--projections does not know tsne. Choose from: pca_joint"),
        (["run", "nowhere", "--decision-pair", "mole"], "--decision-pair needs two class names"),
        (["run", "nowhere", "--neighbors", "0"], "--neighbors must be 1 or more"),
    ],
)
def test_bad_input_ends_with_one_paragraph_and_exit_code_2(arguments, words, capsys):
    assert run(main, arguments) == 2
    message = capsys.readouterr().err
    assert words in message
    assert "Traceback" not in message and message.count("\n") == 1


def test_projections_have_two_components_and_choose_their_own_pair_unless_told():
    options = ["run", "checkpoints/mine", "--projections", "decision", "--components", "3", "--decision-pair", "b, a"]
    told, plain = (_request(_parser().parse_args(words)) for words in (options, options[:2]))
    assert (told.projections, told.components, told.decision_pair) == (("decision",), 3, ("b", "a"))
    assert (plain.components, plain.decision_pair) == (2, None)
    assert set(plain.projections) <= set(PROJECTIONS)
