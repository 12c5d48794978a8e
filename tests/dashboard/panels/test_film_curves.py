"""What is told beneath the strip."""

import numpy as np
import pytest

from analysis.store.reader import Run
from dashboard.film import Film, film
from dashboard.panels.film_curves import film_notes, label_by_chance, pool
from dashboard.panels.neighbor_choices import Choice


@pytest.fixture
def run(tiny_run):
    return Run(tiny_run)


def test_nothing_to_say_is_not_said(run):
    assert film_notes(run, 3, film(run, 3, 6), Choice("euclidean", "all", 6)) == []


def test_fewer_than_asked_for_and_identical_ones(run):
    rows = np.array([[4, 5], [4, -1]], np.int32)
    found = Film([0, 1], rows, np.array([[0, 1], [0, np.nan]], np.float32))
    notes = film_notes(run, 3, found, Choice("euclidean", "all", 2))
    assert notes[0] == "There are no more than 1 of the 2 asked for at some epoch."
    assert notes[1].startswith("1 neighbour at distance 0 at some epoch: the model cannot tell it from this sample")


def test_an_approximate_search_says_its_recall(run):
    recall = {"value": 0.97, "low": 0.95, "high": 0.99, "samples": 500}
    run.manifest["neighbors"] |= {"engine": "usearch", "recall": recall}
    (note,) = film_notes(run, 3, film(run, 3, 6), Choice("euclidean", "all", 6))
    assert "approximate (usearch): it finds 0.970 [0.950, 0.990] of the true nearest" in note
    assert note.endswith("measured on 500 samples.")


def test_whom_neighbors_are_sought_among(run):
    assert pool(run, 3, "all").sum() == 59 and not pool(run, 3, "all")[3]
    assert set(run.samples["split"][pool(run, 3, "train")]) == {"train"}
    others = pool(run, 3, "other_groups")
    assert set(run.samples["group"][~others]) == {run.samples["group"].iat[3]} and (~others).sum() == 2


def test_chance_is_the_labels_share_of_those_who_may_be_neighbors(run):
    labels, train = run.samples["label"], run.samples["split"] == "train"
    same = (labels == labels.iat[3]).to_numpy()
    assert label_by_chance(run, 3, "all") == (same.sum() - 1) / 59
    assert label_by_chance(run, 3, "train") == (same[train].sum() - 1) / (train.sum() - 1)  # row 3 is one of them
    assert label_by_chance(run, 4, "train") == (labels[train] == labels.iat[4]).mean()
    run.samples = run.samples.assign(split="test")
    run.samples.loc[3, "split"] = "validation"
    assert np.isnan(label_by_chance(run, 3, "validation"))  # the only one there: nobody may be its neighbor
