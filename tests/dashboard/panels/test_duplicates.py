"""The duplicates part: pairs as pictures and as a table, kinds, and what it says when there are none."""

from __future__ import annotations

import json

import pytest

from tests.dashboard.conftest import HOSTILE_SAMPLE, markup_of, words_of
from tests.dashboard.duplicated_store import duplicated

PAIRS = [(0, 3, 5, False), (0, 1, 4, False), (2, 5, 0, True)]


def squeezed(app):
    return " ".join(words_of(app).split())


def pairs_of(app) -> list[list[str]]:
    grids = [
        json.loads(each.proto.json) for each in app.get("bidi_component") if "gallery" in each.proto.component_name
    ]
    return [[tile["id"] for tile in grid["tiles"]] for grid in grids if grid["label"].startswith("A pair")]


@pytest.fixture
def runs(tmp_path):
    duplicated(tmp_path / "run", PAIRS)
    return tmp_path


def test_pairs_side_by_side_gravest_first(open_page, runs):
    app = open_page(runs, "data", part="duplicates")
    assert not app.exception
    assert pairs_of(app)[0] == ["ISIC_0000000", "ISIC_0000001"]
    words = squeezed(app)
    assert "1 pair of identical pictures and 2 pairs that look nearly the same among 60: 1 across splits" in words
    assert "Distance 4 two splits same label" in words and "Identical same split two labels two groups" in words


def test_kinds_and_the_table(open_page, runs):
    app = open_page(runs, "data", part="duplicates", pairs="labels", pairs_as="table")
    assert not app.exception and pairs_of(app) == []
    words = squeezed(app)
    assert "identical ISIC_0000002" in words and "5 ISIC_0000000" in words and "4 ISIC_0000000" not in words


def test_a_kind_without_pairs(open_page, tmp_path):
    duplicated(tmp_path / "run", [(0, 1, 4, False)])
    assert "No pair of this kind." in words_of(open_page(tmp_path, "data", part="duplicates", pairs="labels"))


def test_nothing_found_and_nobody_looked(open_page, tmp_path, tiny_runs):
    duplicated(tmp_path / "run", [])
    assert "No two of the 60 pictures" in words_of(open_page(tmp_path, "data", part="duplicates"))
    app = open_page(tiny_runs, "data", part="duplicates")
    assert "Duplicates were not looked for" in words_of(app)
    assert any("python -m analysis run" in code.value for code in app.code)
    assert "1 picture left out" in [expander.label for expander in app.expander]


@pytest.mark.parametrize("form", ["pictures", "table"])
def test_many_pairs_come_by_pages(open_page, tmp_path, form):
    duplicated(tmp_path / "run", [(row, other, 3, False) for row in range(12) for other in range(row + 1, 18)])
    app = open_page(tmp_path, "data", part="duplicates", pairs_as=form, pairs_page=2)
    assert not app.exception
    assert {"pictures": "13 to 24 of", "table": "51 to 100 of"}[form] in words_of(app)


def test_hostile_ids_are_text(open_page, tmp_path):
    from analysis.store import layout
    from analysis.store.reader import Run
    from analysis.store.writer import RunWriter

    location = duplicated(tmp_path / "run", PAIRS)
    writer = RunWriter(location, "run")
    for name in (layout.SAMPLES, layout.DUPLICATES):
        table = Run(location)._table(name)
        writer.table(name, table.replace("ISIC_0000000", HOSTILE_SAMPLE))
    app = open_page(tmp_path, "data", part="duplicates", pairs_as="table")
    assert not app.exception
    assert "<img" not in markup_of(app).lower() and HOSTILE_SAMPLE in words_of(app)
