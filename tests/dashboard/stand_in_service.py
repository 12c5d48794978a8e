"""The real model service on a real socket for the dashboard's tests, its TensorFlow part replaced by arithmetic."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace

import numpy as np

from analysis.service.contract import Service
from analysis.service.engine import Engine
from tests.analysis.service.conftest import running, seen_by

SIZE = (6, 5)


def draw(picture: np.ndarray, words: list[str], count: int, seed: int) -> np.ndarray:
    """Draw m is the picture, brighter by m, the number of words and the seed."""
    return np.stack([picture + np.uint8(step + 20 * len(words) + 40 * seed) for step in range(count)])


STAND_IN = SimpleNamespace(picture_of=lambda run, row: np.full((*SIZE, 3), row, np.uint8), draw=draw, seen_by=seen_by)


@contextmanager
def service(runs: str, engine: Engine | None = None) -> Iterator[int]:
    """Serve a folder of runs; gives the port."""
    if engine is None:
        engine = Engine(lambda: STAND_IN)  # type: ignore[arg-type, return-value]
        engine.ready()
        engine._thread.join()  # type: ignore[union-attr]
    with running(Service(runs, engine)) as server:
        yield server.server_port
