"""What regions are made of: counted by pandas, shares with Wilson's interval, the run beside them."""

import numpy as np
import pandas as pd
import pytest

from analysis.metrics.intervals import wilson
from analysis.store.reader import Run
from dashboard.regions.composition import composition, dividers
from dashboard.scatter_payload import NO_CLASS


@pytest.fixture(scope="module")
def run(tiny_run):
    return Run(tiny_run)


REGIONS = [np.arange(3, 20), np.arange(10, 45, 3)]


@pytest.mark.parametrize("by", ["label", "sex", "split"])
def test_counts_and_shares_are_those_of_the_table(run, by):
    parts = composition(run, by, 2, REGIONS)
    whole = run.samples[by].value_counts(normalize=True)
    for place, rows in enumerate(REGIONS):
        expected = run.samples[by].iloc[rows].value_counts()
        assert {part.words: part.counts[place] for part in parts if part.counts[place]} == expected.to_dict()
        for part in parts:
            share, low, high = part.shares[place]
            assert share == part.counts[place] / len(rows)
            assert (low, high) == wilson(part.counts[place], len(rows))
            assert part.everywhere == pytest.approx(whole[part.words])
    totals = [sum(part.counts) for part in parts]
    assert totals == sorted(totals, reverse=True) and min(totals) > 0


def test_predictions_are_those_of_the_epoch(run):
    for epoch in (0, 5):
        names = np.array(run.classes)[run.scores(epoch).argmax(axis=1)[REGIONS[0]]]
        found = {part.words: part.counts[0] for part in composition(run, "prediction", epoch, REGIONS[:1])}
        assert found == pd.Series(names).value_counts().to_dict()


def test_labels_unknown_to_the_model_and_missing_values_have_words(tiny_run):
    run = Run(tiny_run)
    run.__dict__["labels"] = np.where(np.arange(60) < 5, -1, run.labels)
    assert {part.words: part.counts[0] for part in composition(run, "label", 2, [np.arange(8)])}[NO_CLASS] == 5
    ages = {part.words: part.counts[0] for part in composition(run, "age", 2, [np.arange(14)])}
    assert ages["not given"] == 2 and sum(ages.values()) == 14


def test_an_empty_region_has_no_shares(run):
    parts = composition(run, "label", 2, [np.empty(0, np.int64), REGIONS[0]])
    assert all(part.counts[0] == 0 and np.isnan(part.shares[0]).all() for part in parts) and parts


def test_every_divider_divides(run):
    assert dividers(run)[:2] == ["label", "prediction"] and {"sex", "age", "split"} <= set(dividers(run))
    for by in dividers(run):
        assert sum(part.counts[0] for part in composition(run, by, 1, REGIONS[:1])) == len(REGIONS[0])
