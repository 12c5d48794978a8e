"""Stretches cover what they divide, once each."""

from __future__ import annotations

import pytest

from analysis.neighbors import threads


@pytest.mark.parametrize(("start", "stop"), [(0, 10), (3, 4), (7, 7), (9, 2), (0, 1001)])
@pytest.mark.parametrize("count", [1, 2, 3])
def test_every_place_belongs_to_one_stretch(start, stop, count, monkeypatch):
    monkeypatch.setattr(threads, "cores", lambda: count)
    seen: list[int] = []
    threads.side_by_side(lambda out, span: out.extend(range(*span)), (seen,), start, stop)
    assert sorted(seen) == list(range(start, stop))


def test_what_goes_wrong_in_a_thread_comes_back():
    def fail(span):
        raise ZeroDivisionError(span)

    with pytest.raises(ZeroDivisionError):
        threads.side_by_side(fail, (), 0, 10)


def test_at_least_one_core():
    assert threads.cores() >= 1
