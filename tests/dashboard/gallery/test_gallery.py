"""A run's samples as a gallery, under AppTest."""

import base64
import io
import json

import numpy as np
from PIL import Image
from streamlit.testing.v1 import AppTest

from analysis.store.reader import Run


def page(location: str, rows: list):
    import streamlit as st

    from analysis.store.reader import Run
    from dashboard.gallery import Caption, gallery

    captions = [Caption(f"caption {row}") for row in rows]
    st.text(gallery(Run(location), rows, captions=captions, marks=["lost"] * len(rows), key="g", cell=64))


def test_ids_captions_and_pictures_belong_together(tiny_run):
    app = AppTest.from_function(page, kwargs={"location": tiny_run, "rows": [7, 2, 30]}, default_timeout=30).run()
    sent = json.loads(app.get("bidi_component")[0].proto.json)
    assert [(tile["id"], tile["title"], tile["mark"]) for tile in sent["tiles"]] == [
        ("ISIC_0000007", "caption 7", "lost"),
        ("ISIC_0000002", "caption 2", "lost"),
        ("ISIC_0000030", "caption 30", "lost"),
    ]
    (sheet,) = sent["sheets"]
    pixels = np.asarray(Image.open(io.BytesIO(base64.b64decode(sheet["image"]))))
    expected = Run(tiny_run).thumbnails.many([7, 2, 30])
    np.testing.assert_array_equal(pixels.reshape(expected.shape), expected)  # nothing was coded again


def test_a_picked_tile_is_a_sample_id(tiny_run):
    app = AppTest.from_function(page, kwargs={"location": tiny_run, "rows": [7, 2]}, default_timeout=30).run()
    app.session_state["g"] = {"picked": {"value": "ISIC_0000002", "turn": 1}}
    assert app.run().text[0].value == "ISIC_0000002"


def test_the_dialog_opens_once_on_the_sample_that_was_asked_for(tiny_run):
    app = AppTest.from_function(page, kwargs={"location": tiny_run, "rows": [7, 2, 30]}, default_timeout=30).run()
    app.session_state["g"] = {"enlarged": {"value": "ISIC_0000002", "turn": 1}}
    shown = "".join(each.proto.body for each in app.run().get("html"))
    assert "ISIC_0000002" in shown and "caption" not in shown and "2 of 3" in shown
    assert not app.run().get("html")
    app.session_state["g"] = {"enlarged": {"value": "../etc/passwd", "turn": 2}}
    assert not app.run().get("html") and not app.exception
