"""Samples, splits, classes and checkpoints are matched, or the message says why not."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pandas as pd
import pytest

from analysis.contract import StoreError
from analysis.request import Request
from analysis.subject import identify, later
from checkpoints.contract import CheckpointError
from data.contract import DataError

pytestmark = pytest.mark.tensorflow


@pytest.fixture
def request_of(stock_checkpoints, pictures, tmp_path):
    copied = shutil.copytree(stock_checkpoints, tmp_path / "stock")
    return Request(checkpoints=str(copied), data=str(pictures), out=str(tmp_path / "runs" / "mine"))


def test_without_a_record_no_split_is_invented(request_of):
    subject = identify(request_of)
    assert set(subject.dataset.samples["split"]) == {"all"}
    assert any("which samples training saw is not known" in warning for warning in subject.warnings)
    assert subject.name == "mine"
    assert sorted(subject.digests) == [1, 2, 3]


def test_the_split_that_training_recorded_is_used(request_of):
    ids = list(identify(request_of).dataset.samples["sample"])
    table = pd.DataFrame({"sample": ids[1:], "label": "", "split": "validation", "fold": 2, "group": "g"})
    table.to_csv(f"{request_of.checkpoints}/split.csv", index=False)
    subject = identify(request_of)
    assert list(subject.dataset.samples["split"]) == ["test"] + ["validation"] * (len(ids) - 1)
    assert any("1 samples are not in" in warning for warning in subject.warnings)
    table.assign(sample=[f"other_{number}" for number in range(len(table))]).to_csv(
        f"{request_of.checkpoints}/split.csv", index=False
    )
    with pytest.raises(StoreError, match=r"None of the 54 samples"):
        identify(request_of)


def test_the_key_follows_what_results_depend_on(request_of):
    key = identify(request_of).key
    assert identify(request_of).key == key
    assert identify(replace(request_of, neighbors=7)).key != key
    assert identify(replace(request_of, classes=("red", "green", "blue"))).key != key
    shutil.copy(f"{request_of.checkpoints}/epoch_001.keras", f"{request_of.checkpoints}/epoch_003.keras")
    assert identify(request_of).key != key


def test_a_dataset_must_be_named_where_training_left_no_name(request_of):
    with pytest.raises(DataError, match=r"Which dataset\?.*--data"):
        identify(replace(request_of, data=None))


def test_a_decision_pair_of_unknown_classes_is_refused_before_any_work(request_of):
    with pytest.raises(StoreError, match=r"needs two different classes.*Received: red, pink.*blue, green, red"):
        identify(replace(request_of, decision_pair=("red", "pink")))


def test_classes_may_be_reordered_but_not_doubled(request_of):
    assert identify(replace(request_of, classes=("red", "green", "blue"))).dataset.classes == ("red", "green", "blue")
    with pytest.raises(CheckpointError, match="twice"):
        identify(replace(request_of, classes=("red", "green", "blue", "red")))


def test_the_first_version_of_a_stage_adds_nothing_to_its_key():
    assert (later(1), later(2)) == ([], [2])
