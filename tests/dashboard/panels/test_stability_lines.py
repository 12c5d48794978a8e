"""A clicked line selects what it names; what a browser says beyond that is ignored."""

import pytest

from analysis.store.reader import Run
from dashboard.panels import stability_lines
from dashboard.panels.stability_lines import TABLE, pick_line


@pytest.mark.parametrize(
    ("said", "picked"),
    [([1], [("c", "d")]), ([], []), ([2], []), ([-1], []), ([0], [("a", "b")])],
)
def test_a_line_of_two_selects_both(monkeypatch, tiny_run, said, picked):
    found = []
    monkeypatch.setattr(stability_lines, "select", lambda run, name, samples: found.append(tuple(samples)))
    monkeypatch.setattr(stability_lines.st, "session_state", {TABLE: {"selection": {"rows": said}}})
    pick_line(Run(tiny_run), "tiny", [("a", "b"), ("c", "d")])
    assert found == picked


def test_no_table_yet(monkeypatch, tiny_run):
    monkeypatch.setattr(stability_lines.st, "session_state", {})
    pick_line(Run(tiny_run), "tiny", [("a",)])
