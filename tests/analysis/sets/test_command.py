"""The commands pool, ensemble and metadata: results in words, bad input in one paragraph."""

from __future__ import annotations

import pytest

from analysis.__main__ import main
from analysis.sets import command
from analysis.sets.members import USES
from analysis.sets.metadata import MODELS
from analysis.sets.rules import RULES
from data.command_line import run


def test_choices_are_those_that_exist():
    assert set(command.RULES) == set(RULES) and command.USES == USES and set(command.METADATA_MODELS) == set(MODELS)


def test_the_three_commands_make_runs_that_show_can_describe(fold_runs, tmp_path, capsys):
    pooled, meta, both = (str(tmp_path / name) for name in ("cv", "meta", "both"))
    assert main(["pool", *fold_runs, "--out", pooled]) == 0
    assert main(["metadata", pooled, "--columns", "age,sex", "--out", meta]) == 0
    assert main(["ensemble", pooled, meta, "--rule", "weighted", "--out", both]) == 0
    assert "test  balanced accuracy 0." in capsys.readouterr().out
    assert main(["ensemble", pooled, meta, "--rule", "weighted", "--out", both]) == 0
    assert "up to date" in capsys.readouterr().out
    assert main(["show", both]) == 0
    shown = capsys.readouterr().out
    assert "both (ensemble, scores only)" in shown and "weight 0." in shown and f"{meta} (epoch 0" in shown
    assert main(["show", pooled]) == 0
    assert "(epoch 5, 16 held out)" in capsys.readouterr().out
    assert main(["show", meta]) == 0
    assert "samples and splits" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["pool", "{run}", "--out", "x"], "two folds or more"),
        (["pool", "{run}", "nowhere", "--out", "x"], "run.json is missing"),
        (["ensemble", "{run}", "--out", "x"], "two different runs or more"),
        (["metadata", "{run}", "--columns", ",", "--out", "x"], "--columns needs the name"),
        (["metadata", "{run}", "--columns", "wrong", "--out", "x"], "no metadata column 'wrong'"),
    ],
)
def test_bad_input_ends_with_one_paragraph_and_exit_code_2(arguments, words, tiny_run, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert run(main, [argument.format(run=tiny_run) for argument in arguments]) == 2
    message = capsys.readouterr().err
    assert words in message and "Traceback" not in message and message.count("\n") == 1
