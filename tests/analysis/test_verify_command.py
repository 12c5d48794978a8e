"""`python -m analysis verify`: what it says, and how it ends."""

from __future__ import annotations

import shutil

import pytest

from analysis.__main__ import main
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from data.command_line import run
from tests.tiny_store import NEIGHBORS


@pytest.fixture
def wrong(tiny_run, tmp_path) -> str:
    """A copy in which the lists of seven samples at epoch 5 are another's."""
    writer = RunWriter(str(shutil.copytree(tiny_run, tmp_path / "store")), "")
    before = Run(writer.location)
    values = before.neighbors(5).copy()
    values[:7] = values[20:27]
    arrays = writer.arrays(list(before.samples["sample"]), before.classes)
    arrays.write("neighbors", 5, values)
    arrays.publish()
    return writer.location


def test_a_right_store_is_said_to_be_right(tiny_run, capsys):
    assert main(["verify", tiny_run, "--samples", "50"]) == 0
    wanted = "euclidean, all: 200 lists (50 samples × 4 epochs) equal brute force in float64.\n"
    assert capsys.readouterr().out == wanted


def test_lists_that_differ_are_named_and_end_with_exit_code_1(wrong, capsys):
    assert main(["verify", wrong]) == 1
    said = capsys.readouterr().out
    assert "7 of 240 lists (60 samples × 4 epochs) differ from brute force in float64: ISIC_0000000 at epoch 5" in said
    assert "ISIC_0000004 at epoch 5, …" in said and "ISIC_0000005" not in said
    assert f"Delete {wrong} and analyse anew." in said


def test_an_approximate_search_is_told_by_its_recall(tiny_run, wrong, capsys):
    writer = RunWriter(wrong, "")
    writer.manifest["neighbors"] |= {"k": NEIGHBORS, "engine": "faiss", "recall": {"value": 0.99}}
    writer.save()
    assert main(["verify", wrong]) == 0
    before, after = (Run(location).neighbors(5) for location in (tiny_run, wrong))
    kept = sum(len(set(true) & set(new)) for true, new in zip(before, after, strict=True))
    recall = (kept + 180 * NEIGHBORS) / (240 * NEIGHBORS)
    wanted = f"240 lists (60 samples × 4 epochs) of an approximate search have {recall:.4f} of the neighbours"
    assert recall < 0.99 and wanted in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(["nowhere"], "run.json is missing"), (["nowhere", "--samples", "0"], "--samples must be 1 or more. Received: 0")],
)
def test_bad_input_ends_with_one_paragraph_and_exit_code_2(arguments, words, capsys):
    assert run(main, ["verify", *arguments]) == 2
    assert words in capsys.readouterr().err


def test_a_run_without_neighbors_says_so(tiny_run, tmp_path, capsys):
    writer = RunWriter(str(shutil.copytree(tiny_run, tmp_path / "store")), "")
    writer.manifest["neighbors"] = {}
    writer.save()
    assert run(main, ["verify", writer.location]) == 2
    assert "Run tiny has no neighbours to verify" in capsys.readouterr().err
