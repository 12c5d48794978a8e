"""The Neighbours page: its parts, and what every one of them is given."""

import pytest

from analysis.contract import StoreError
from dashboard.views import neighbors
from tests.dashboard.conftest import words_of


@pytest.mark.parametrize("part", neighbors.PARTS)
@pytest.mark.parametrize("sample", ["ISIC_0000004", None])
def test_every_part_opens_with_and_without_a_sample(open_page, tiny_runs, part, sample):
    asked = {"sample": sample} if sample else {}
    app = open_page(tiny_runs, "neighbours", near=part, epoch=2, **asked)
    assert not app.exception
    assert app.query_params["near"] == part
    assert [group.value for group in app.get("button_group") if group.label == "Part"] == [part]


def test_the_film_strip_opens_first_and_an_unknown_part_falls_back_to_it(open_page, tiny_runs):
    app = open_page(tiny_runs, "neighbours", near="nonsense", sample="ISIC_0000004")
    assert any("near = nonsense" in note for note in app.session_state["shared_notes"])
    assert any(each.proto.component_name.endswith("film_strip") for each in app.get("bidi_component"))


def test_the_panel_of_the_sample_is_there(open_page, tiny_runs):
    app = open_page(tiny_runs, "neighbours", sample="ISIC_0000004", epoch=2)
    assert "At epoch 2" in words_of(app) and "lesion_2" in words_of(app)


def test_an_error_of_a_part_is_words(open_page, tiny_runs, monkeypatch):
    def broken(run, selection):
        raise StoreError("This part is broken. Mend it.")

    monkeypatch.setitem(neighbors.PARTS, "strip", ("Film strip", broken))
    app = open_page(tiny_runs, "neighbours", sample="ISIC_0000004")
    assert not app.exception and "This part is broken. Mend it." in words_of(app)
    assert "lesion_2" in words_of(app)
