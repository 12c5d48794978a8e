"""The buttons that keep a view: what the browser is told, in a message of its own kind."""

from __future__ import annotations

import json

from streamlit.testing.v1 import AppTest


def page() -> None:
    from dashboard.scatter.keeping import Fact, animated_scatter_export

    facts = [Fact("basis", "ab" * 32, "basis abab"), Fact("samples", "60", "")]
    animated_scatter_export(key="export", run="a/pca", title="<b>a</b>", file="a_pca", facts=facts)


def test_the_browser_is_told_what_the_files_say() -> None:
    app = AppTest.from_function(page, default_timeout=30).run()
    assert not app.exception
    (mount,) = app.get("bidi_component")
    assert json.loads(mount.proto.json) == {
        "keep": True,
        "run": "a/pca",
        "title": "<b>a</b>",
        "file": "a_pca",
        "facts": [
            {"name": "basis", "value": "ab" * 32, "words": "basis abab"},
            {"name": "samples", "value": "60", "words": ""},
        ],
    }
