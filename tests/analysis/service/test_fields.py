"""Fields of a request: what passes, and that a refusal names the field and stays short."""

import pytest

from analysis.service.contract import Refused
from analysis.service.fields import only, text, texts, whole


def test_what_passes():
    body = {"name": "☢ <b>", "count": 3, "words": ["a", "b"]}
    assert text(body, "name") == "☢ <b>"
    assert whole(body, "count", 3, 3, default=1) == 3 and whole(body, "other", 0, 9, default=1) == 1
    assert texts(body, "words", most=2) == ["a", "b"] and texts(body, "none", most=0) == []
    only(body, ("name", "count", "words", "more"))


def test_a_refusal_is_short_whatever_came():
    long = {"name": "x" * 10_000}
    with pytest.raises(Refused, match="name must be text") as refusal:
        text(long, "name")
    assert len(str(refusal.value)) < 200
    with pytest.raises(Refused, match="no field") as refusal:
        only({"y" * 10_000: 1}, ("name",))
    assert len(str(refusal.value)) < 200
