"""The galleries that a page under AppTest shows."""

from __future__ import annotations

import json

from streamlit.testing.v1 import AppTest


def shown_galleries(app: AppTest) -> dict[str, list[dict]]:
    """Label -> tiles."""
    found = [
        json.loads(each.proto.json) for each in app.get("bidi_component") if "gallery" in each.proto.component_name
    ]
    return {grid["label"]: grid["tiles"] for grid in found}
