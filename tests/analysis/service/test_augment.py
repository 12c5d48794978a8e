"""POST /augment: the sheet that comes back, and every field that may be wrong."""

from __future__ import annotations

import base64
import io

import numpy as np
import pytest
from PIL import Image

from analysis.service.augment import augment
from analysis.service.contract import Refused, Service
from analysis.service.engine import Engine
from tests.analysis.service.conftest import SIZE

ASKED = {"run": "tiny_adam", "sample": "ISIC_0000007"}


def pixels(sheet: dict) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(base64.b64decode(sheet["image"]))))


def test_sixteen_draws_on_a_sheet(ask):
    status, answer = ask("POST", "/augment", {**ASKED, "transforms": ["spin"], "seed": 2})
    assert status == 200
    draws = answer["draws"]
    assert (draws["count"], draws["columns"], draws["size"]) == (16, 4, list(SIZE))
    sheet = pixels(draws)
    assert sheet.shape == (4 * SIZE[0], 4 * SIZE[1], 3)
    for place in range(16):
        y, x = place // 4 * SIZE[0], place % 4 * SIZE[1]
        assert (sheet[y : y + SIZE[0], x : x + SIZE[1]] == 7 + 2 + place + 1).all()
    assert (pixels(answer["plain"]) == 7).all() and answer["plain"]["count"] == 1


def test_other_numbers_of_draws_and_both_runs(ask):
    _, answer = ask("POST", "/augment", {**ASKED, "run": "tiny_sgd", "draws": 5})
    assert pixels(answer["draws"]).shape[0] == 2 * SIZE[0]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("run", None), ("run", ""), ("run", 3), ("run", ["tiny_adam"]), ("run", "x" * 5000),
        ("sample", None), ("sample", {}), ("sample", ""),
        ("draws", 0), ("draws", 37), ("draws", "16"), ("draws", True), ("draws", 1.5), ("draws", None),
        ("seed", -1), ("seed", 2**31), ("seed", 1e300),
        ("transforms", "spin"), ("transforms", [1]), ("transforms", [""]), ("transforms", ["x" * 81]),
        ("transforms", ["spin"] * 33), ("transforms", None),
        ("path", "/etc/passwd"),
    ],
)  # fmt: skip
def test_every_field_is_checked(ask, field, value):
    status, answer = ask("POST", "/augment", {**ASKED, field: value})
    assert status == 400 and field in answer["error"] and len(answer["error"]) < 250


@pytest.mark.parametrize("name", ["tiny", "../tiny_adam", "/etc", "tiny_adam/", "tiny_adam/../tiny_sgd", "."])
def test_a_run_is_a_name_and_never_a_path(ask, name):
    status, answer = ask("POST", "/augment", {**ASKED, "run": name})
    assert status == 404 and "tiny_adam, tiny_sgd" in answer["error"]


@pytest.mark.parametrize("sample", ["../../etc/passwd", "ISIC_0000007.jpg", "/etc/passwd", "7", "\x00"])
def test_a_sample_is_an_id_of_the_table_and_never_a_path(ask, sample):
    status, answer = ask("POST", "/augment", {**ASKED, "sample": sample})
    assert status == 404 and "no such sample" in answer["error"]


def test_without_tensorflow_it_says_what_to_install(tiny_runs):
    def fails():
        raise ModuleNotFoundError("No module named 'tensorflow'")

    engine = Engine(fails)
    service = Service(tiny_runs, engine)
    with pytest.raises(Refused):
        augment(service, ASKED)
    engine._thread.join()
    with pytest.raises(Refused, match=r"No module named 'tensorflow'.*pip install"):
        augment(service, ASKED)
