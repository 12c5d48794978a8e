"""The engine loads once, in the background, and remembers a failure."""

import threading
from contextlib import suppress
from types import ModuleType

import pytest

from analysis.service.engine import Engine


def test_it_loads_once_and_never_makes_a_caller_wait():
    calls, go = [], threading.Event()

    def load():
        calls.append(1)
        go.wait(20)
        return ModuleType("loaded")

    engine = Engine(load)
    assert engine.state == "idle" and calls == []
    assert engine.ready() is None and engine.ready() is None
    assert engine.state == "starting"
    go.set()
    engine._thread.join()
    assert engine.ready().__name__ == "loaded" and engine.state == "ready" and calls == [1]


@pytest.mark.parametrize("problem", [ModuleNotFoundError("no tensorflow"), AttributeError("half installed")])
def test_a_failure_is_told_to_everyone_who_asks(problem):
    def load():
        raise problem

    engine = Engine(load)
    with suppress(ImportError):  # it may have failed already
        engine.ready()
    engine._thread.join()
    for _ in range(2):
        with pytest.raises(ImportError, match=str(problem)):
            engine.ready()
    assert engine.state == "failed"
