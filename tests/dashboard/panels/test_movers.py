"""Largest movers: the order, the table against the store, and what is said where nothing moved."""

import numpy as np
import pandas as pd

from analysis.movement import displacement
from analysis.store.reader import Run
from dashboard.motion import in_embedding, on_plane
from dashboard.panels import movers
from dashboard.plane import Plane
from tests.dashboard.conftest import words_of
from tests.dashboard.drawn_store import drawn
from tests.dashboard.views.test_evolution import told


def test_the_furthest_come_first_and_what_has_no_way_is_left_out():
    assert movers.furthest(np.array([1.0, np.nan, 3.0, 3.0, 0.0])).tolist() == [2, 3, 0, 4]
    assert movers.furthest(np.full(3, np.nan)).tolist() == []


def test_the_table_is_the_stores_own(tiny_run):
    run, plane = Run(tiny_run), Plane("pca_joint")
    moved = {"embedding": in_embedding(run, 0, 5), "plane": on_plane(run, plane, 0, 5)}
    rows = movers.furthest(moved["embedding"])[:7]
    table = movers.movers_table(run, rows, moved, (0, 5))
    ways = displacement(run.embeddings(0), run.embeddings(5))
    assert table["Sample"].tolist() == [run.samples["sample"][row] for row in np.argsort(-ways, kind="stable")[:7]]
    assert np.allclose(table["Embedding, × median"], table["Embedding"] / np.median(ways))
    assert table["Predicted at 5"].tolist() == [run.classes[run.scores(5)[row].argmax()] for row in rows]
    assert all(uri.startswith("data:image/jpeg;base64,") for uri in table["Picture"])
    assert np.array_equal(table["Plane"], moved["plane"][rows]) and table.columns[-1] == "Split"


def test_numbers_of_a_column_stand_point_below_point():
    columns = ([54.6, 50, np.nan], [1.713, 0.2], [1234.5], [0.0345], [0.0, np.nan], [np.nan])
    formats = [movers.decimals(pd.Series(column)) for column in columns]
    assert formats == ["%.1f", "%.2f", "%.0f", "%.4f", "%.2f", "%.2f"]


def test_the_page_sorts_and_says_where_the_selected_sample_stands(open_page, tiny_runs):
    run = Run(f"{tiny_runs}/tiny_adam")
    query = {"below": "movers", "sample": "ISIC_0000007", "moved_from": 1, "moved_to": 2, "moved_in": "plane"}
    app = open_page(tiny_runs, "evolution", **query)
    assert not app.exception and told(app)["trails"] == [1, 2]
    moved = on_plane(run, Plane("pca_joint"), 1, 2)
    order = movers.furthest(moved)
    shown = app.dataframe[0].value
    assert shown["Sample"].tolist() == [run.samples["sample"][row] for row in order]
    assert f"ISIC_0000007 is number {order.tolist().index(7) + 1} of 60." in words_of(app)
    app.toggle(key="control_moved_relative").set_value(True).run()
    against = movers.furthest(on_plane(run, Plane("pca_joint"), 1, 2, relative=True))
    assert app.dataframe[0].value["Sample"].tolist() == [run.samples["sample"][row] for row in against]


def test_nothing_to_compare_is_said(open_page, tiny_runs, tmp_path):
    app = open_page(tiny_runs, "evolution", below="movers", moved_from=2, moved_to=2)
    assert "Both epochs are the same" in words_of(app) and told(app)["trails"] is None
    drawn(tmp_path, samples=1, epochs=2, classes=("a",))
    app = open_page(tmp_path, "evolution", below="movers", moved_relative=1)
    assert not app.exception and "no nearest neighbours to move against" in words_of(app)


def test_a_clicked_line_selects_its_sample_and_what_is_not_there_is_ignored(monkeypatch, tiny_run):
    picked, state = [], {}
    monkeypatch.setattr(movers, "select", lambda run, name, samples: picked.append(samples))
    monkeypatch.setattr(movers.st, "session_state", state)
    for rows in ([1], [], [9], [-1]):
        state["t"] = {"selection": {"rows": rows}}
        movers.pick(Run(tiny_run), "tiny", "t", ["a", "b"])
    movers.pick(Run(tiny_run), "tiny", "other", ["a"])
    assert picked == [("b",)]
