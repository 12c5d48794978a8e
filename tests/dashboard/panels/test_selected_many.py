"""What is selected: how many are right of which labels, their pictures, and letting go of them."""

import json

import numpy as np

from analysis.metrics.intervals import wilson
from analysis.store.reader import Run
from dashboard.look import share, share_interval
from dashboard.panels.pager import mixed
from dashboard.panels.selected_many import HOW, accuracy_words
from tests.dashboard.conftest import words_of
from tests.dashboard.views.test_evolution import told

CHOSEN = [f"ISIC_{row:07d}" for row in range(3, 43)]


def grid_of(app):
    grids = [json.loads(one.proto.json) for one in app.get("bidi_component") if "gallery" in one.proto.component_name]
    return next(grid for grid in grids if grid["label"] == "The selected samples")


def pictures(app):
    return grid_of(app)["tiles"]


def test_many_samples_are_counted_by_label_and_shown(open_page, tiny_runs):
    run = Run(f"{tiny_runs}/tiny_adam")
    app = open_page(tiny_runs, "evolution", epoch=1)
    assert HOW in words_of(app)
    app.session_state["selected_set"] = ("tiny_adam", None, tuple(CHOSEN))
    app.session_state["shared_state"] = app.session_state["shared_state"] | {"sample": CHOSEN[5]}
    app.run()
    assert not app.exception
    words = " ".join(words_of(app).split())
    right = int((run.scores(1).argmax(axis=1) == run.labels)[3:43].sum())
    assert "40 samples selected" in words
    assert f"At epoch 1, {right} of 40 are right: {share(right / 40)}" in words
    for place, name in enumerate(run.classes):
        inside = int((run.labels[3:43] == place).sum())
        assert f"{name} {inside} {share(inside / 40)}" in words
    assert [tile["id"] for tile in pictures(app)] == [f"ISIC_{row:07d}" for row in mixed(np.arange(3, 43), 60)]
    assert grid_of(app)["several"] and "Shift" in words
    assert [tile["id"] for tile in pictures(app) if tile["mark"] == "selected"] == [CHOSEN[5]]
    sent = told(app)
    assert set(sent["selected"]) == set(CHOSEN) and sent["selected"][-1] == CHOSEN[5] and sent["marks"] == []
    app.button(key="clear_selected").click().run()
    assert not app.exception and told(app)["selected"] == [] and HOW in words_of(app)


def test_accuracy_has_its_interval_and_unknown_labels_are_left_out(tiny_run):
    run = Run(tiny_run)
    rows = np.arange(10)
    predicted = run.labels[rows].copy()
    predicted[:3] = (predicted[:3] + 1) % 3
    low, high = wilson(7, 10)
    assert f"7 of 10 are right: 70.0 % {share_interval(low, high)}" in accuracy_words(run, rows, predicted, 2)
    run.__dict__["labels"] = np.full(60, -1)
    assert accuracy_words(run, rows, predicted, 2) == "The model knows none of their labels."
