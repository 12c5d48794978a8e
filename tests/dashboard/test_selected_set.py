"""Several selected samples: the last one is the shared selection, the address has all, a pick elsewhere ends it."""

import numpy as np
import pytest

from analysis.store.reader import Run
from dashboard import selected_set
from dashboard.plane import Plane
from dashboard.regions.address_form import from_text, to_text
from dashboard.regions.definition import Lasso, Listed, tag_of
from dashboard.scatter.outline import Outline
from dashboard.selected_set import select, selected_region
from dashboard.selection import Selection
from tests.dashboard.panels.regions_app import lasso

PLANE = Plane("pca_joint")


@pytest.fixture
def state(monkeypatch):
    """The session's shared state, with the address's values under `address`, and the notes."""
    found, notes, memory = {"epoch": "2"}, [], {}
    monkeypatch.setattr(selected_set, "choose", lambda **values: found.update(values))
    monkeypatch.setattr(
        selected_set, "parameters", lambda: {name: one for name, one in found.items() if one is not None}
    )
    monkeypatch.setattr(selected_set, "note", notes.append)
    monkeypatch.setattr(selected_set.st, "session_state", memory)
    return {"address": found, "notes": notes, "memory": memory}


@pytest.fixture
def run(tiny_run):
    return Run(tiny_run)


def ids(*rows):
    return tuple(f"ISIC_{row:07d}" for row in rows)


def chosen(run, sample, name="tiny"):
    return selected_set.selected_set(run, Selection(name, 2, sample, "test"))


def test_the_last_of_the_set_is_the_shared_selection(state, run):
    select(run, "tiny", ids(3, 9, 5))
    assert state["address"]["sample"] == ids(5)[0]
    assert chosen(run, "ISIC_0000005") == ids(3, 9, 5)


def test_another_of_the_set_comes_last_and_a_pick_elsewhere_ends_it(state, run):
    select(run, "tiny", ids(3, 9))
    assert chosen(run, "ISIC_0000003") == ids(9, 3)
    assert chosen(run, "ISIC_0000001") == ids(1)
    assert chosen(run, "ISIC_0000003", "other") == ids(3) and not state["notes"]
    assert chosen(run, None) == ()


def test_what_was_let_go_of_does_not_come_back_with_one_of_its_samples(state, run):
    select(run, "tiny", ids(3, 9))
    state["address"].update(sample=None, selected=None)  # Clear in the header
    assert chosen(run, None) == () and chosen(run, "ISIC_0000003") == ids(3)


def test_only_what_the_run_has_is_taken_over_from_the_browser(state, run):
    select(run, "tiny", ["<script>", "ISIC_0000002", "ISIC_0000002"])
    select(run, "tiny", ["<script>"])
    assert state["address"] == {"epoch": "2", "sample": "ISIC_0000002", "selected": None, "selected_page": None}
    select(run, "tiny", [])
    assert state["address"]["sample"] is None


def test_a_new_session_finds_the_set_in_the_address(state, run):
    select(run, "tiny", ids(3, 9, 5))
    state["memory"].clear()  # the page was reloaded
    assert chosen(run, "ISIC_0000005") == ids(3, 9, 5)
    assert from_text(state["address"]["selected"], 60) == Listed(2, (3, 5, 9), tag_of(run, "tiny"))


def test_an_outline_stays_through_samples_added_and_a_reload(state, run, tiny_run):
    region, rows = lasso(tiny_run)
    drawn = Outline("tiny/pca_joint", 2, np.array(region.corners))
    select(run, "tiny", ids(*rows), drawn=(PLANE, drawn))
    more = np.setdiff1d(np.arange(60), rows)[:2]
    select(run, "tiny", ids(*rows, *more))  # with Shift, one after the other
    state["memory"].clear()
    assert set(chosen(run, ids(more[0])[0])) == set(ids(*rows, *more))
    found = selected_region(run, Selection("tiny", 2, None, "test"), rows)
    assert isinstance(found, Lasso) and found.plane == PLANE and found.but == tuple(more.tolist())
    select(run, "tiny", ids(more[0]))  # a plain click: nothing is left of the outline
    select(run, "tiny", ids(*more))
    assert isinstance(selected_region(run, Selection("tiny", 2, None, "test"), more), Listed)


def test_a_list_too_long_for_an_address_stays_in_the_session(state, run, monkeypatch):
    monkeypatch.setattr("dashboard.regions.address_form.LONGEST", 20)
    select(run, "tiny", ids(*range(3, 30)))
    assert state["address"]["selected"] is None and chosen(run, "ISIC_0000029") == ids(*range(3, 30))
    found = selected_region(run, Selection("tiny", 2, None, "test"), np.arange(3, 30))
    assert found == Listed(2, tuple(range(3, 30)), tag_of(run, "tiny"))


def test_what_the_address_asks_in_vain_leaves_the_sample_and_says_why(state, run):
    text = to_text(Listed(2, (1, 2), tag_of(run, "tiny")))
    for asked, words in ((text[:-3], "perhaps the link was cut"), (text.replace("~2~", "~4~"), "made at epoch 4")):
        state["address"]["selected"] = asked
        assert chosen(run, "ISIC_0000001") == ids(1) == chosen(run, "ISIC_0000001")
        assert len(state["notes"]) == 1 and words in state["notes"].pop()
    state["address"]["selected"] = text
    assert chosen(run, "ISIC_0000001") == ids(2, 1)
