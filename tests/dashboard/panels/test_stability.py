"""The Stability part on the page: its three lists, what is said of them, and what is said where there is nothing."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.store.reader import Run
from dashboard.changed_neighbors import Lists, changed_pairs, mean_turnover, odd, odd_ranked, turnover
from dashboard.panels import stability
from tests.dashboard.conftest import HOSTILE_SAMPLE, markup_of, words_of
from tests.dashboard.drawn_store import drawn
from tests.dashboard.shown_galleries import shown_galleries
from tests.dashboard.small_store import two_classes, write

LISTS = Lists("euclidean", "all", 6)


@pytest.fixture
def part(open_page, monkeypatch, tiny_runs):

    def opened(runs=tiny_runs, **asked):
        app = open_page(str(runs), "neighbours", **{"near": "stability", "k": 6, **asked})
        assert not app.exception
        return app

    return opened


@pytest.fixture
def run(tiny_runs):
    return Run(f"{tiny_runs}/tiny_adam")


def squeezed(app) -> str:
    return " ".join(words_of(app).split())


def test_samples_by_turnover_and_where_the_selected_one_stands(part, run):
    app = part(sample="ISIC_0000007", moved_from=0, moved_to=5)
    changed = turnover(run, LISTS, (0, 5))
    order = np.lexsort((np.arange(60), -mean_turnover(run, LISTS), -changed))
    table = app.dataframe[0].value
    assert table["Sample"].tolist() == [f"ISIC_{row:07d}" for row in order]
    np.testing.assert_allclose(table["Turnover"], changed[order])
    place = order.tolist().index(7) + 1
    words = squeezed(app)
    assert f"ISIC_0000007 is number {place} of 60." in words
    assert f"the mean turnover is {changed.mean():.3f} [" in words and "by chance would give 0.946" in words


def test_the_most_stable_first_as_pictures(part, run):
    app = part(stable_order="least", stable_as="pictures", moved_from=1, moved_to=2)
    order = np.lexsort((np.arange(60), mean_turnover(run, LISTS), turnover(run, LISTS, (1, 2))))
    tiles = shown_galleries(app)["Samples by turnover"]
    assert [tile["id"] for tile in tiles] == [f"ISIC_{row:07d}" for row in order]


@pytest.mark.parametrize("kind", ["together", "parted"])
def test_pairs_between_two_epochs(part, run, kind):
    app = part(stability=kind, moved_from=0, moved_to=5)
    found = changed_pairs(run, LISTS, (0, 5), parted=kind == "parted")
    table, count = app.dataframe[0].value, min(len(found.rows), stability.MOST)
    assert len(table) == count
    ids = [tuple(f"ISIC_{row:07d}" for row in pair) for pair in found.rows[:count]]
    assert list(zip(table["Sample"], table["Other"], strict=True)) == ids
    assert f"{found.total} pairs {'parted' if kind == 'parted' else 'came together'}" in squeezed(app)
    counts = run.samples["label"].value_counts()
    chance = (counts * (counts - 1)).sum() / (60 * 59)
    assert f"of random pairs {100 * chance:.1f} %." in squeezed(app)
    app = part(stability=kind, moved_from=0, moved_to=5, stable_as="pictures")
    (tiles,) = [tiles for label, tiles in shown_galleries(app).items() if label.startswith("Pairs")]
    assert [tile["id"] for tile in tiles[:2]] == list(ids[0])


def test_odd_ones_out_of_the_epoch_in_view(part, run):
    app = part(stability="odd", epoch=0)
    rows = odd_ranked(run, LISTS, 0)
    table = app.dataframe[0].value
    assert table["Sample"].tolist() == [f"ISIC_{row:07d}" for row in rows]
    assert table["Epochs odd"].tolist() == odd(run, LISTS).sum(axis=0)[rows].tolist()
    assert (table["Among"] != table["Label"]).all()
    assert f"{len(rows)} samples (" in squeezed(app) and "no neighbour of the same label among the 6" in squeezed(app)


def test_a_class_of_one_sample_is_always_odd_and_says_so(part, tmp_path):
    places = np.array([[0.0], [1], [2], [9]])
    write(tmp_path, [0, 0, 0, 1], {0: two_classes([0.2] * 4)}, places=places)
    table = part(tmp_path, stability="odd", k=3).dataframe[0].value
    assert table["Sample"].tolist() == ["s3"] and table["In its class"].tolist() == [1]


def test_nobody_is_odd(part, tmp_path):
    write(tmp_path, [0, 0, 0], {0: two_classes([0.2] * 3)}, classes=("a", "b"))
    assert "0 samples (0 %) at epoch 0 have no neighbour" in squeezed(part(tmp_path, stability="odd", k=2))


def test_nothing_to_compare_is_said(part, tmp_path):
    assert "Both epochs are the same" in squeezed(part(moved_from=2, moved_to=2))
    write(tmp_path / "one", [0, 0, 1], {4: two_classes([0.2] * 3)})
    assert "This run has one epoch" in squeezed(part(tmp_path / "one", k=2))
    drawn(tmp_path / "single", samples=1, epochs=2, classes=("a",))
    assert "No neighbours yet" in squeezed(part(tmp_path / "single"))
    drawn(tmp_path / "still", samples=5, epochs=2, classes=("a", "b"))
    for kind, words in (("together", "No pair came together"), ("parted", "No pair parted")):
        assert words in squeezed(part(tmp_path / "still", stability=kind, k=4))


def test_hostile_names_stay_words(part, hostile_runs):
    for kind in stability.KINDS:
        for form in stability.FORMS:
            app = part(hostile_runs, sample=HOSTILE_SAMPLE, stability=kind, stable_as=form)
            assert "<script" not in markup_of(app) and "<img" not in markup_of(app)


def test_all_that_is_shown_can_be_selected(part, run):
    app = part(stability="odd", epoch=0)
    app.button(key="stability_all").click().run()
    rows = odd_ranked(run, LISTS, 0)
    assert app.session_state["selected_set"][2] == tuple(f"ISIC_{row:07d}" for row in rows)
    assert f"{len(rows)} selected:" in squeezed(app)
