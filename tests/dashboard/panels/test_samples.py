"""A gallery that selects."""

import json

from streamlit.testing.v1 import AppTest


def page(location: str):
    from pathlib import Path

    import numpy as np
    import streamlit as st

    from dashboard import selection
    from dashboard.panels.samples import samples
    from dashboard.store_cache import open_run

    run, name = open_run(location), Path(location).name
    selection.run_name({name: location}, "page")
    chosen = selection.current(run, name)
    samples(run, np.array([3, 4]), marks=["gained", ""], details=["x", "y"], key="few", label="Few")
    st.text(chosen.sample)


def tiles(app: AppTest) -> list[dict]:
    return json.loads(app.get("bidi_component")[0].proto.json)["tiles"]


def test_labels_colors_and_details(tiny_run):
    app = AppTest.from_function(page, kwargs={"location": tiny_run}, default_timeout=30).run()
    assert [(tile["title"], tile["detail"]) for tile in tiles(app)] == [("mole", "x"), ("mole", "y")]
    assert tiles(app)[0]["color"].startswith("#")


def test_a_pick_selects_and_is_marked(tiny_run):
    app = AppTest.from_function(page, kwargs={"location": tiny_run}, default_timeout=30).run()
    app.session_state["few"] = {"picked": {"value": "ISIC_0000004", "turn": 1}}
    app.run()
    assert app.query_params["sample"] == "ISIC_0000004"
    assert [tile["mark"] for tile in tiles(app)] == ["gained", "selected"]
    assert app.text[0].value == "ISIC_0000004"
