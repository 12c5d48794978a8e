"""The tables of the Stability part against the store."""

import numpy as np
import pytest

from analysis.store.reader import Run
from dashboard.changed_neighbors import Lists, Pairs, changed_pairs, odd, odd_ranked
from dashboard.panels.stability_tables import odd_table, pairs_table, turnover_table

LISTS = Lists("euclidean", "all", 5)


@pytest.fixture
def run(tiny_run):
    return Run(tiny_run)


def test_turnover_with_shares_of_the_own_label_and_predictions(run):
    rows, values = np.array([9, 2]), (np.arange(60) / 60, np.arange(60) / 600)
    table = turnover_table(run, rows, values, LISTS, (0, 5))
    assert table["Sample"].tolist() == ["ISIC_0000009", "ISIC_0000002"]
    assert table["Turnover"].tolist() == [9 / 60, 2 / 60] and table["Mean per step"].tolist() == [9 / 600, 2 / 600]
    for epoch in (0, 5):
        shares = [(run.labels[run.neighbors(epoch)[row, :5]] == run.labels[row]).mean() for row in rows]
        assert table[f"Same label at {epoch}"].tolist() == shares
        assert table[f"Predicted at {epoch}"].tolist() == [run.classes[run.scores(epoch)[row].argmax()] for row in rows]
    assert all(uri.startswith("data:image/jpeg;base64,") for uri in table["Picture"])
    assert table.columns[-1] == "Split"


def test_pairs_with_both_pictures_and_their_group(run):
    pairs = changed_pairs(run, LISTS, (0, 5), parted=False)
    table = pairs_table(run, pairs, (0, 5))
    left, right = pairs.rows.T
    assert table["Sample"].tolist() == [f"ISIC_{row:07d}" for row in left]
    assert table["Label of other"].tolist() == run.samples["label"].iloc[right].tolist()
    assert table["Group"].tolist() == np.where(left // 2 == right // 2, "same", "other").tolist()  # two rows a group
    assert table["Distance at 5"].tolist() == pairs.after.tolist() and table["Picture of other"].notna().all()


def test_pairs_of_samples_without_groups_say_that_it_is_not_known(run):
    run.samples.loc[:, "group"] = [""] * 30 + ["one"] * 30
    pairs = Pairs(np.array([[0, 1], [0, 40], [40, 41]]), np.ones(3), np.zeros(3), 3, 0.0)
    assert pairs_table(run, pairs, (0, 5))["Group"].tolist() == ["not given", "not given", "same"]


def test_odd_ones_with_the_label_they_stand_among(run):
    rows = odd_ranked(run, LISTS, 0)
    table = odd_table(run, rows, odd(run, LISTS).sum(axis=0), LISTS, 0)
    for place, row in enumerate(rows):
        around = run.samples["label"].iloc[run.neighbors(0)[row, :5]].value_counts()
        assert around[table["Among"].iat[place]] == around.max()
        assert table["Share"].iat[place] == pytest.approx(around.max() / 5)
    np.testing.assert_allclose(table["Own score"], run.scores(0)[rows, run.labels[rows]])
    assert table["In its class"].tolist() == [int((run.labels == run.labels[row]).sum()) for row in rows]


def test_no_lines_is_an_empty_table(run):
    assert len(odd_table(run, np.array([], int), np.zeros(60, int), LISTS, 0)) == 0
