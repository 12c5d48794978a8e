"""What is drawn over the points: the message says what was asked for, stays small, and refuses other forms."""

from __future__ import annotations

import json

import pytest

from analysis.contract import StoreError
from dashboard.scatter.overlays import MAX_LINKS, Link, Overlays, message


def test_nothing_asked_for() -> None:
    assert message(Overlays()) == {"links": [], "guides": [], "arrows": None, "trails": None}


def test_everything_asked_for() -> None:
    guides = [{"axis": "x", "value": 0, "words": "decision boundary: mel | nv"}, {"axis": "y", "value": -1.5}]
    sent = message(Overlays([("a", "b", "true")], guides, True, (3, 11)))
    assert sent["links"] == [["a", "b", "true"]] and sent["arrows"] == "before" and sent["trails"] == [3, 11]
    assert sent["guides"][0] == {"axis": "x", "value": 0.0, "words": "decision boundary: mel | nv"}
    assert sent["guides"][1] == {"axis": "y", "value": -1.5, "words": ""}
    assert message(Overlays(arrows="first"))["arrows"] == "first"


def test_fifty_neighbors_are_far_below_twenty_kilobytes() -> None:
    links: list[Link] = [("ISIC_0024306", f"ISIC_{row:07d}", "screen") for row in range(50)]
    assert len(json.dumps(message(Overlays(links)))) < 3_000


@pytest.mark.parametrize(
    ("overlays", "words"),
    [
        (
            Overlays([("a", "b", "other")]),  # type: ignore[list-item]
            '"true" or "screen". Found: \'other\'',
        ),
        (Overlays([("a", "b", "true")] * (MAX_LINKS + 1)), "at most 100 lines between samples. Found: 101"),
        (Overlays(guides=[{"axis": "x", "value": 1.0}] * 17), "at most 16 guides. Found: 17"),
        (Overlays(guides=[{"axis": "z", "value": 1.0}]), "A guide is"),
        (Overlays(guides=[{"axis": "x", "value": float("nan")}]), "A guide is"),
        (Overlays(guides=[{"axis": "x", "value": "1"}]), "A guide is"),
        (Overlays(guides=[{"axis": "x"}]), "A guide is"),
        (
            Overlays(arrows="last"),  # type: ignore[arg-type]
            "Arrows must be",
        ),
    ],
)
def test_other_forms_are_refused(overlays: Overlays, words: str) -> None:
    with pytest.raises(StoreError, match=words):
        message(overlays)
