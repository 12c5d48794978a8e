"""The list of folds that training leaves, and analysing them in turn."""

from __future__ import annotations

import json
import shutil

import pytest

from analysis import pipeline
from analysis.contract import StoreError
from analysis.request import Request
from analysis.sets.folds import analyse_folds, folds_of
from analysis.store.reader import Run
from checkpoints.contract import CheckpointError

NAMES = ("fold_1", "fold_2", "fold_3")


def test_only_a_folder_of_folds_has_folds(tmp_path):
    assert folds_of(str(tmp_path)) == ()
    (tmp_path / "folds.json").write_text(json.dumps({"format": 1, "folds": NAMES, "k": 3}))
    assert folds_of(str(tmp_path)) == NAMES


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "does not list the folds"),
        ('{"format": 1}', "does not list the folds"),
        ('{"format": 2, "folds": ["a", "b"]}', "has format 2; this Epochscope reads format 1"),
        ('{"format": 1, "folds": ["only"]}', "two folders beside it or more"),
        ('{"format": 1, "folds": ["../a", "b"]}', "two folders beside it or more"),
        ('{"format": 1, "folds": [1, 2]}', "two folders beside it or more"),
    ],
)
def test_a_list_that_cannot_be_used_says_so(tmp_path, content, words):
    (tmp_path / "folds.json").write_text(content)
    with pytest.raises(CheckpointError, match=words):
        folds_of(str(tmp_path))


def test_every_fold_is_analysed_and_pooled(fold_runs, tmp_path, monkeypatch):
    asked = []

    def analysed(request):
        asked.append((request.checkpoints, request.out, request.tta))
        shutil.copytree(fold_runs[len(asked) - 1], request.out, dirs_exist_ok=True)
        return pipeline.Done(epochs=4)

    monkeypatch.setattr(pipeline, "analyse", analysed)
    out = str(tmp_path / "cv")
    locations, worked = analyse_folds(Request("checkpoints/cv", None, out, tta=4), NAMES)
    assert worked and locations == [f"{out}_{name}" for name in NAMES]
    assert asked == [(f"checkpoints/cv/{name}", f"{out}_{name}", 4) for name in NAMES]
    assert Run(out).kind == "out_of_fold" and len(Run(out).manifest["members"]) == 3


def test_the_run_of_a_model_is_not_replaced_by_a_pool(tiny_run):
    with pytest.raises(StoreError, match=r"holds the run of a model"):
        analyse_folds(Request("checkpoints/cv", None, tiny_run), NAMES)
