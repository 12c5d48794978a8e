"""Regions from the Evolution page's selection: what the links carry, and what cannot be one."""

from dataclasses import replace
from urllib.parse import parse_qs

import numpy as np

from analysis.store.reader import Run
from dashboard.panels.make_region import OPENED, words_of
from dashboard.plane import Plane
from dashboard.regions.address_form import from_text, to_text
from dashboard.regions.definition import Lasso, Listed, tag_of
from dashboard.regions.members import members
from dashboard.views import neighbors
from tests.dashboard.conftest import words_of as words_on
from tests.dashboard.panels.regions_app import lasso


def links(app):
    """Label -> what a link carries."""
    found = {link.proto.label: parse_qs(link.proto.query_string.lstrip("?")) for link in app.get("page_link")}
    return {label: {name: value[0] for name, value in asked.items()} for label, asked in found.items()}


def selected(open_page, runs, rows):
    """A list that is in the session alone, as one too long for the address."""
    app = open_page(runs, "evolution", epoch=2)
    ids = Run(f"{runs}/tiny_adam").samples["sample"]
    app.session_state["selected_set"] = ("tiny_adam", None, tuple(ids[rows]))
    app.session_state["shared_state"] = app.session_state["shared_state"] | {"sample": ids[rows[-1]]}
    return app.run()


def test_links_carry_the_outline_of_the_address(open_page, tiny_runs):
    run = Run(f"{tiny_runs}/tiny_adam")
    region, rows = lasso(f"{tiny_runs}/tiny_adam")
    text = to_text(replace(region, tag=tag_of(run, "tiny_adam")))
    app = open_page(tiny_runs, "evolution", epoch=2, sample=run.samples["sample"][rows[0]], selected=text)
    assert f"{len(rows)} samples selected" in words_on(app)
    assert not app.exception and "Kept as the outline drawn at epoch 2." in words_on(app)
    for slot in "ab":
        asked = links(app)[f"Make it region {slot.upper()}"]
        found = from_text(asked[f"region_{slot}"], 60)
        assert isinstance(found, Lasso) and found.plane == Plane("pca_joint")
        assert np.array_equal(members(Run(f"{tiny_runs}/tiny_adam"), "tiny_adam", found), rows)
        assert asked[neighbors.PARAMETER] == OPENED["near"] and asked["run"] == "tiny_adam"


def test_a_selection_without_an_outline_is_a_list(open_page, tiny_runs):
    app = selected(open_page, tiny_runs, np.array([3, 8, 21]))
    asked = links(app)["Make it region A"]
    assert from_text(asked["region_a"], 60).rows == (3, 8, 21)
    assert "Kept as a list of 3" in words_on(app)
    app.session_state["shared_state"] = app.session_state["shared_state"] | {"region_a": asked["region_a"]}
    assert {"Replace region A", "Make it region B"} <= set(links(app.run()))


def test_a_list_too_long_for_an_address_says_what_to_do(open_page, tiny_runs, monkeypatch):
    monkeypatch.setattr("dashboard.regions.address_form.LONGEST", 20)
    app = selected(open_page, tiny_runs, np.arange(3, 30))
    assert not app.exception and "No region can be made of them" in words_on(app) and "one lasso" in words_on(app)
    assert not [label for label in links(app) if "region" in label]


def test_words_of_each_kind():
    outline = Lasso(4, Plane("p"), ((0, 0), (1, 0), (0, 1)), "00000000", but=(3, 8))
    assert words_of(outline, 30) == "Kept as the outline drawn at epoch 4, 2 samples at its edge or picked apart."
    assert words_of(Listed(4, (1, 2), "00000000"), 2).startswith("Kept as a list of 2")
