"""Pairs with what makes them matter, the gravest first."""

from analysis.store.reader import Run
from dashboard.duplicate_pairs import duplicate_pairs, of_kind
from tests.dashboard.duplicated_store import duplicated

# Rows 0, 1, 2 are of one class, 3, 4, 5 of the next; splits go train, validation, test; two rows make a group.
PAIRS = [(0, 3, 5, False), (0, 1, 4, False), (2, 5, 0, True), (6, 9, 2, False), (2, 3, 1, False)]


def test_nobody_looked(tiny_run):
    assert duplicate_pairs(Run(tiny_run)) is None


def test_flags_and_order(tmp_path):
    run = Run(duplicated(tmp_path / "run", PAIRS))
    pairs = duplicate_pairs(run)
    samples = run.samples
    for pair in pairs.itertuples():
        one, two = samples.iloc[pair.left], samples.iloc[pair.right]
        assert pair.across == (one["split"] != two["split"])
        assert pair.relabelled == (one["label"] != two["label"])
        assert pair.regrouped == (one["group"] != two["group"]) and pair.grouped != pair.regrouped
    graveness = (pairs["across"] * 2 + pairs["relabelled"]).tolist()
    assert graveness == sorted(graveness, reverse=True)
    assert pairs[["left", "right"]].to_numpy().tolist()[:2] == [[2, 3], [0, 1]]
    harmless = pairs[~pairs["across"] & pairs["relabelled"]]
    assert harmless["exact"].tolist()[0]


def test_kinds(tmp_path):
    pairs = duplicate_pairs(Run(duplicated(tmp_path / "run", PAIRS)))
    assert len(of_kind(pairs, "all")) == 5
    assert len(of_kind(pairs, "splits")) == 2
    assert of_kind(pairs, "labels")["relabelled"].all() and of_kind(pairs, "groups")["regrouped"].all()


def test_pictures_that_are_gone_since_are_passed_over(tmp_path):
    run = Run(duplicated(tmp_path / "run", [(0, 3, 5, False), (0, 999, 0, True)]))
    assert len(duplicate_pairs(run)) == 1
