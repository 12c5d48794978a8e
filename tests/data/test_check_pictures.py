"""Pictures that differ from the rest of the set, each kind by a picture made for it."""

from __future__ import annotations

import numpy as np
import pytest

from data.check_pictures import check_pictures
from data.inspection import Inspection
from data.verify import Finding
from tests.data.conftest import labelled


def seen(sizes: list[tuple[int, int]], thumbnails: np.ndarray | None = None) -> Inspection:
    noise = np.random.default_rng(0).integers(60, 250, (len(sizes), 32, 32)).astype(np.uint8)
    findings = tuple(Finding(*size) if size[0] else Finding(reason="gone") for size in sizes)
    return Inspection(findings, np.zeros((len(sizes), 32), np.uint8), noise if thumbnails is None else thumbnails)


@pytest.mark.parametrize(
    ("size", "code"),
    [
        ((31, 31), "small"),
        ((900, 900), "other_size"),
        ((49, 49), "other_size"),
        ((320, 200), "other_shape"),
        ((200, 320), "other_shape"),
        ((290, 200), None),
        ((500, 500), None),
    ],
)
def test_one_picture_is_unlike_the_rest(size, code):
    sizes = [(200, 200)] * 9 + [size]
    section = check_pictures(labelled(["x", "y"] * 5), seen(sizes))
    found = {remark.code: remark.samples for remark in section.remarks}
    assert found.get(code) == (("s9",) if code else None) and (code or not found)
    assert all(remark.level == "warning" for remark in section.remarks)


def test_facts_and_lines():
    section = check_pictures(labelled(["x", "y"] * 2), seen([(100, 80), (120, 80), (0, 0), (110, 80)]))
    assert section.facts["usable"] == 3 and section.facts["width"] == {"min": 100, "median": 110.0, "max": 120}
    assert section.lines == ("Pictures of 100–120 (median 110) × 80 pixels; with a dark border: 0 (0.0%).",)


def test_a_picture_of_one_grey_level():
    view = seen([(100, 100)] * 4)
    view.thumbnails[2] = 90
    (remark,) = check_pictures(labelled(["x", "y"] * 2), view).remarks
    assert (remark.code, remark.samples) == ("flat", ("s2",)) and remark.text.startswith("1 picture of one grey level")


@pytest.mark.parametrize(("framed", "warned"), [(30, True), (2, False)])
def test_borders_that_go_with_a_class(framed, warned):
    view = seen([(100, 100)] * 400)
    view.thumbnails[:framed, :3] = 0  # class x comes first
    section = check_pictures(labelled(["x"] * 100 + ["y"] * 300), view)
    assert [remark.code for remark in section.remarks] == ["dark_border_tells_class"] * warned
    assert section.facts["dark_border"] == {"count": framed, "by_class": {"x": framed / 100, "y": 0.0}}


def test_few_borders_in_a_small_class_are_chance():
    view = seen([(100, 100)] * 400)
    view.thumbnails[[0, 9, 60, 120, 200, 300], :3] = 0
    assert check_pictures(labelled(["x"] * 10 + ["y"] * 390), view).remarks == ()


def test_no_picture_can_be_used():
    assert check_pictures(labelled(["x", "y"]), seen([(0, 0), (0, 0)])).facts == {"usable": 0}
