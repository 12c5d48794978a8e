"""Who may ask, beyond what the socket tests show: bodies cut short."""

import io
import json

import pytest

from analysis.service.contract import Refused
from analysis.service.guard import check_caller, read_body

JSON = {"Content-Type": "application/json; charset=utf-8"}


def test_a_body_that_ends_early_is_not_taken_for_json():
    body = json.dumps({"a": 1}).encode()
    assert read_body({**JSON, "Content-Length": str(len(body))}, io.BytesIO(body)) == {"a": 1}
    with pytest.raises(Refused, match="cut short"):
        read_body({**JSON, "Content-Length": str(len(body) + 1)}, io.BytesIO(body))


def test_only_as_much_is_read_as_was_announced():
    stream = io.BytesIO(b"{}" + b"x" * 100)
    assert read_body({**JSON, "Content-Length": "2"}, stream) == {}
    assert stream.tell() == 2


def test_our_own_origin_may_ask():
    check_caller({"Host": "localhost:5", "Origin": "http://127.0.0.1:5", "Sec-Fetch-Site": "same-origin"}, 5)
    with pytest.raises(Refused):
        check_caller({"Host": "localhost:5", "Origin": "https://127.0.0.1:5"}, 5)
