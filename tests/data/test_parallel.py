"""Threads: in order, bounded, and stopping when nobody listens."""

from __future__ import annotations

import threading

import pytest

from data.parallel import in_order


def test_order_is_that_of_the_items():
    assert list(in_order(lambda n: n * n, range(100), workers=8)) == [n * n for n in range(100)]


def test_no_more_is_taken_than_is_in_the_making():
    taken = 0

    def items():
        nonlocal taken
        while taken < 1000:
            taken += 1
            yield taken

    results = in_order(lambda n: n, items(), workers=2, ahead=3)
    assert next(results) == 1 and taken <= 6
    results.close()
    assert taken <= 6


def test_errors_surface_at_their_turn():
    results = in_order(lambda n: 1 // (n - 2), range(5), workers=2)
    assert [next(results), next(results)] == [-1, -1]
    with pytest.raises(ZeroDivisionError):
        next(results)


def test_work_is_done_beside_the_caller():
    here = threading.get_ident()
    assert here not in set(in_order(lambda _: threading.get_ident(), range(4)))
