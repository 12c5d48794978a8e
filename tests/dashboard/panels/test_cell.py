"""The samples of a cell: all of them, page by page."""

import json

import pytest

from dashboard.panels.cell import PAGE
from tests.dashboard.small_store import two_classes, write

COUNT = 130


@pytest.fixture(scope="module")
def many(tmp_path_factory) -> str:
    """130 benign samples, all called melanoma, surer and surer."""
    folder = tmp_path_factory.mktemp("many")
    scores = [0.6 + 0.39 * row / COUNT for row in range(COUNT)]
    write(folder, [0] * COUNT + [1], {0: two_classes([*scores, 0.9])})
    return str(folder)


def shown(app) -> list[str]:
    grids = [
        json.loads(each.proto.json) for each in app.get("bidi_component") if "gallery" in each.proto.component_name
    ]
    return [tile["id"] for grid in grids if grid["label"] == "Samples of the open cell" for tile in grid["tiles"]]


def test_every_sample_is_on_exactly_one_page(open_page, many):
    seen = []
    for page in (1, 2, 3):
        app = open_page(many, "evaluation", true="benign", predicted="melanoma", page=page)
        assert not app.exception
        seen += shown(app)
        assert len(shown(app)) == min(PAGE, COUNT - (page - 1) * PAGE)
    assert seen == [f"s{row}" for row in reversed(range(COUNT))]


def test_the_count_is_stated(open_page, many):
    from tests.dashboard.conftest import words_of

    words = words_of(open_page(many, "evaluation", true="benign", predicted="melanoma", page=2))
    assert "130 of 130 samples labelled benign predicted melanoma (100 %)" in words
    assert "Showing 61 to 120 of 130" in words


def test_paging_with_the_buttons(open_page, many):
    app = open_page(many, "evaluation", true="benign", predicted="melanoma")
    assert app.button(key="page_back").disabled
    app.button(key="page_on").click().run()
    assert app.query_params["page"] == "2"
    assert shown(app)[0] == f"s{COUNT - PAGE - 1}"


@pytest.mark.parametrize("page", [0, -3, 99])
def test_a_page_that_is_not_there_is_the_nearest_one(open_page, many, page):
    app = open_page(many, "evaluation", true="benign", predicted="melanoma", page=page)
    assert shown(app)


def test_least_sure_first(open_page, many):
    app = open_page(many, "evaluation", true="benign", predicted="melanoma", order="least")
    assert shown(app)[:2] == ["s0", "s1"]


def test_another_cell_begins_at_its_first_page(open_page, many):
    app = open_page(many, "evaluation", true="benign", predicted="melanoma", page=3)
    app.selectbox(key="control_true").select("melanoma").run()
    assert "page" not in app.query_params
    assert shown(app) == [f"s{COUNT}"]


def test_closing_the_cell(open_page, many):
    app = open_page(many, "evaluation", true="benign", predicted="melanoma", page=2)
    app.button(key="cell_close").click().run()
    assert not {"true", "predicted", "page"} & set(app.query_params)
    assert shown(app) == []


def test_the_page_of_the_selected_sample_is_open(open_page, many):
    for sample, page in (("s129", 1), ("s60", 2), ("s0", 3)):
        app = open_page(many, "evaluation", true="benign", predicted="melanoma", sample=sample)
        assert sample in shown(app)
        assert shown(app) == shown(open_page(many, "evaluation", true="benign", predicted="melanoma", page=page))
