"""Looks as a store's reader gives them; a run without any says so."""

from __future__ import annotations

import shutil

import numpy as np
import pytest

from analysis.contract import StoreError
from analysis.looks.stage import update_looks
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from tests.tiny_store import EPOCHS, SAMPLES


@pytest.fixture(scope="module")
def run(tiny_run, tmp_path_factory) -> Run:
    location = str(shutil.copytree(tiny_run, tmp_path_factory.mktemp("looks") / "store"))
    update_looks(RunWriter(location, ""))
    return Run(location)


def test_what_there_is(run):
    looks = run.looks
    assert list(looks.measures) == ["ssim", "color", "phash", "label"] and looks.among == ("all", "other_groups")
    assert looks.facts == {"neighbors": 10, "pairs": 10, "seed": 0}
    assert all(set(facts) == {"title", "reads", "source"} for facts in looks.measures.values())
    whole = looks.over_epochs("color", "other_groups")
    assert whole.shape == (len(EPOCHS), SAMPLES)
    np.testing.assert_array_equal(looks("color", 5, "other_groups"), whole[3])
    np.testing.assert_allclose(
        looks.received("color").sum(axis=1), looks.over_epochs("color", "all").sum(axis=1), rtol=1e-5
    )


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda looks: looks("taste", 5), "no looks 'taste' among 'all'. It has: ssim, color, phash, label"),
        (lambda looks: looks("ssim", 3), "no looks at epoch 3. It has: 0, 1, 2, 5"),
        (lambda looks: looks.baseline("ssim", "cheapest"), "There are: random, same_label"),
    ],
)
def test_what_there_is_not_is_said(run, call, words):
    with pytest.raises(StoreError, match=words.replace(".", r"\.")):
        call(run.looks)


def test_an_older_store_has_none_and_says_what_to_do(tiny_run):
    looks = Run(tiny_run).looks
    assert looks.epochs == [] and looks.table.empty and looks.measures == {} and looks.among == ()
    with pytest.raises(StoreError, match="python -m analysis run"):
        looks("ssim", 0)
