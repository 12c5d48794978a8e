"""Samples of every class: drawn by a seed, selected by a click, and no page too long."""

from __future__ import annotations

import json

import numpy as np
import pytest

from analysis.store.reader import Run
from tests.dashboard.conftest import words_of
from tests.dashboard.small_store import write
from tests.tiny_store import CLASSES


def rows(app) -> dict[str, list[str]]:
    grids = [
        json.loads(each.proto.json) for each in app.get("bidi_component") if "gallery" in each.proto.component_name
    ]
    return {grid["label"]: [tile["id"] for tile in grid["tiles"]] for grid in grids}


def test_each_class_shows_its_own_samples(open_page, tiny_runs):
    samples = Run(f"{tiny_runs}/tiny_adam").samples.set_index("sample")
    shown = rows(open_page(tiny_runs, "data"))
    assert list(shown) == [f"Samples of {name}" for name in CLASSES]
    for name in CLASSES:
        ids = shown[f"Samples of {name}"]
        assert len(ids) == min(12, int((samples["label"] == name).sum()))
        assert set(samples.loc[ids, "label"]) == {name}


def test_another_draw_is_another_draw_and_a_link_restores_it(open_page, tiny_runs):
    app = open_page(tiny_runs, "data")
    first = rows(app)
    app.button(key="another_draw").click().run()
    assert app.query_params["draw"] == "1"
    assert rows(app) != first and rows(open_page(tiny_runs, "data", draw=1)) == rows(app)


def test_the_selected_sample_is_marked(open_page, tiny_runs):
    sample = rows(open_page(tiny_runs, "data"))["Samples of mole"][3]
    app = open_page(tiny_runs, "data", sample=sample)
    grids = [
        json.loads(each.proto.json) for each in app.get("bidi_component") if "gallery" in each.proto.component_name
    ]
    marked = [tile["id"] for grid in grids for tile in grid["tiles"] if tile["mark"]]
    assert marked == [sample]


@pytest.mark.parametrize("page", [1, 2, 20])
def test_two_hundred_classes_come_by_tens(open_page, tmp_path, page):
    names = tuple(f"class {number:03d}" for number in range(200))
    write(tmp_path, list(range(60)) * 2, {0: np.full((120, 200), 0.005)}, classes=names)
    app = open_page(tmp_path, "data", classes_page=page)
    assert not app.exception
    words = words_of(app)
    assert f"{10 * page - 9} to {10 * page} of 200" in words
    if page == 20:
        assert "No samples." in words and rows(app) == {}
    else:
        assert list(rows(app)) == [f"Samples of {name}" for name in names[10 * page - 10 : 10 * page]]
