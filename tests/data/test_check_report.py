"""The same findings as text and as JSON."""

from __future__ import annotations

import json

from data.check_findings import PROBLEM, WARNING, Remark, Section
from data.check_report import Report
from tests.data.conftest import labelled

WARNED = Remark(WARNING, "odd", "an odd thing \x1b[2J.", 2, ("s0",))
REFUSED = Remark(PROBLEM, "bad", "a bad thing.")


def test_trainable_with_a_warning():
    report = Report(labelled(["x", "y"]), (Section("one", {"n": 1}, ("line",), (WARNED,)), Section("two", {})))
    assert report.text.splitlines() == [
        "Dataset made (csv) in nowhere", "line", "", "Look at this: an odd thing \\x1b[2J.", "Trainable.",
    ]  # fmt: skip
    facts = json.loads(report.to_json())
    assert facts["trainable"] and facts["one"] == {"n": 1} and facts["two"] == {} and facts["problems"] == []
    assert facts["warnings"] == [
        {"level": "warning", "code": "odd", "text": WARNED.text, "count": 2, "samples": ["s0"]}
    ]
    assert facts["dataset"] == {"name": "made", "kind": "csv", "location": "nowhere"} and facts["format"] == 1


def test_not_trainable():
    report = Report(labelled(["x", "y"]), (Section("one", {}, (), (WARNED, REFUSED)),))
    assert report.problems == (REFUSED,) and report.warnings == (WARNED,)
    assert (
        report.text.endswith("Not trainable as it is: a bad thing.") and not json.loads(report.to_json())["trainable"]
    )
