"""Answers with pictures: their bytes, what a question may hold, and that each question is answered once."""

from __future__ import annotations

import io
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from dashboard.scatter.thumbnails import BATCH, Question, Sight, pack, read_wanted
from tests.dashboard.scatter.colored_pictures import FIRST, color_of, look

PAGE = Path(__file__).with_name("page.py")


def unpack(answer: bytes) -> tuple[dict, bytes]:
    """Header and image, from the description of the layout alone."""
    assert answer[:4] == b"EPTH"
    size = int.from_bytes(answer[4:8], "little")
    return json.loads(answer[8 : 8 + size]), answer[8 + size :]


def test_every_picture_lies_at_its_id_s_place() -> None:
    ids = [f"ISIC_{FIRST + row:07d}" for row in range(50)]
    header, image = unpack(pack(look(ids), run="a/pca", turn=7))
    assert header["ids"] == ids and header["run"] == "a/pca" and header["turn"] == 7 and not header["none"]
    sheet = np.asarray(Image.open(io.BytesIO(image)).convert("RGB")).astype(int)
    cell = header["cell"]
    for place in range(50):
        y, x = place // header["columns"] * cell, place % header["columns"] * cell
        assert np.abs(sheet[y : y + cell, x : x + cell] - color_of(place)).max() <= 8


def test_an_answer_without_pictures_is_small() -> None:
    answer = pack(Sight(), run="a", turn=None, trouble="No pictures.")
    header, image = unpack(answer)
    assert image == b"" and header["none"] and header["trouble"] == "No pictures." and header["at"] is None
    assert len(answer) < 250


@pytest.mark.parametrize(
    "report",
    [
        None,
        "x",
        {"turn": 1},
        {"turn": True, "pictures": [], "words": []},
        {"turn": "1", "pictures": ["a"], "words": []},
        {"turn": 1, "pictures": "abc", "words": []},
        {"turn": 1, "pictures": [1], "words": []},
        {"turn": 1, "pictures": [], "words": [["a"]]},
        {"turn": 1, "pictures": ["a"] * (BATCH + 1), "words": []},
    ],
)
def test_what_is_no_question_is_none(report: object) -> None:
    assert read_wanted({"wanted": report}) == Question()
    assert read_wanted(report) == Question()


def test_a_question_names_each_sample_once() -> None:
    asked = {"turn": 3, "pictures": ["b", "a", "b"], "words": ["c"]}
    assert read_wanted({"wanted": asked}) == Question(3, ("b", "a"), ("c",))


def answer_of(app: AppTest) -> tuple[dict, bytes]:
    mounts = [mount.proto.bytes for mount in app.get("bidi_component")]
    return unpack(next(content for content in mounts if content[:4] == b"EPTH"))


def test_a_question_is_answered_once_and_a_new_epoch_only_forgets_words() -> None:
    app = AppTest.from_file(str(PAGE), default_timeout=30)
    app.query_params["pictures"] = "all"
    app.run()
    header, image = answer_of(app)
    assert not app.exception and image == b"" and header["turn"] is None and header["at"] == "epoch 0"
    ids = [f"ISIC_{FIRST + row:07d}" for row in (3, 8)]
    asked = {"wanted": {"turn": 5, "pictures": [*ids, "<b>unknown</b>"], "words": ["ISIC_0024400"]}}
    app.session_state["pictures"] = asked
    app.run()
    header, image = answer_of(app)
    assert header["ids"] == ids and header["turn"] == 5 and image[:2] == b"\xff\xd8"
    assert header["notes"][ids[0]] == f"score {ids[0]}" and "ISIC_0024400" in header["notes"]
    app.session_state["pictures"] = asked
    app.run()
    assert answer_of(app) == (header, image)  # the same bytes: Streamlit sends nothing
    app.session_state["pictures"] = asked
    app.session_state["epoch"] = 2
    app.run()
    header, image = answer_of(app)
    assert header["at"] == "epoch 2" and header["notes"] == {} and image == b""
