"""The dialog: the original where it is, else the thumbnail and a sentence that says so; walking; selecting."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest


def page(location: str, folder: str, place: int, total: int):
    import streamlit as st

    from analysis.store.reader import Run
    from dashboard.zoomed_sample import zoom

    run = Run(location)
    run.manifest["dataset"]["location"] = folder
    chosen = st.session_state.setdefault("chosen", [])
    if not chosen and "opened" not in st.session_state:
        st.session_state.opened = True
        zoom(run, [7, 2, 30][:total], place, details=["0.7", "0.2", "0.3"][:total], on_select=chosen.append)


@pytest.fixture
def opened(tiny_run, tmp_path):
    def open_at(place: int, *, total: int = 3, originals: Path = tmp_path) -> AppTest:
        arguments = {"location": tiny_run, "folder": str(originals), "place": place, "total": total}
        return AppTest.from_function(page, kwargs=arguments, default_timeout=30).run()

    return open_at


def words(app: AppTest) -> str:
    return " ".join(each.proto.body for each in app.get("html"))


def test_an_image_file_that_is_gone_leaves_the_thumbnail_and_a_sentence(opened):
    said = words(opened(1))
    assert "Thumbnail: the original is not where the dataset was read from." in said
    assert "ISIC_0000002" in said and ">0.2<" in said and "2 of 3" in said
    assert "not given" not in said and "lesion_1" in said and "sex" in said


def test_the_original_is_shown_where_it_still_is(opened, tmp_path):
    Image.fromarray(np.zeros((900, 1200, 3), np.uint8)).save(tmp_path / "ISIC_0000007.jpg")
    app = opened(0, originals=tmp_path)
    assert "Original, 1200 × 900 pixels." in words(app)
    assert len(app.get("image")) == 1


def test_previous_and_next_walk_the_gallery_and_stop_at_its_ends(opened):
    app = opened(0)
    assert app.button(key="zoom_back").disabled and not app.button(key="zoom_on").disabled
    assert not opened(1).button(key="zoom_back").disabled
    assert opened(2).button(key="zoom_on").disabled
    assert [each.key for each in opened(0, total=1).button] == ["zoom_select"]


def test_hostile_metadata_is_text(opened, monkeypatch):
    from analysis.store.reader import Run

    table = pd.DataFrame(
        {
            "sample": ["<script>a</script>"] * 31, "label": "<b>x</b>", "split": "train", "group": "", "fold": -1,
            "file": "../../etc/passwd", "width": 1, "height": 1, "note": "<img src=x>",
        }
    )  # fmt: skip
    monkeypatch.setattr(Run, "samples", table)
    said = words(opened(0))
    assert "&lt;script&gt;" in said and "&lt;img src=x&gt;" in said
    assert "<script>" not in said and "<img" not in said and "<b>x" not in said
