"""The grid under AppTest: what is sent to the browser and what comes back."""

import json

from streamlit.testing.v1 import AppTest


def page(callback: bool, count: int):
    import numpy as np
    import streamlit as st

    from dashboard.gallery import Caption, Tile, picture_grid

    tiles = [Tile(f"s{place}", Caption(f"label {place}", "0.5"), note=f"s{place}") for place in range(count)]
    pictures = np.zeros((count, 16, 16, 3), np.uint8)
    heard = st.session_state.setdefault("heard", [])
    picked = picture_grid(
        pictures, tiles, key="grid", label="Things", cell=64, on_pick=heard.append if callback else None
    )
    st.text(f"picked {picked}")


def opened(*, callback: bool = False, count: int = 3) -> AppTest:
    app = AppTest.from_function(page, kwargs={"callback": callback, "count": count}, default_timeout=30)
    return app.run()


def test_tiles_travel_as_plain_values():
    sent = json.loads(opened().get("bidi_component")[0].proto.json)
    assert [tile["id"] for tile in sent["tiles"]] == ["s0", "s1", "s2"]
    assert sent["tiles"][1]["spoken"] == "label 1, 0.5, s1"
    assert (sent["cell"], sent["label"], sent["several"], sent["zoom"]) == (64, "Things", False, False)
    assert [(sheet["type"], sheet["count"]) for sheet in sent["sheets"]] == [("image/jpeg", 3)]


def test_a_pick_is_returned_once():
    app = opened()
    assert app.text[0].value == "picked None"
    app.session_state["grid"] = {"picked": {"value": "s2", "turn": 11}}
    assert app.run().text[0].value == "picked s2"
    assert app.run().text[0].value == "picked None"


def test_nothing_to_show_mounts_nothing():
    app = opened(count=0)
    assert not app.exception
    assert not app.get("bidi_component")
