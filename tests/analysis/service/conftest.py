"""A service on a real socket whose model part is a stand-in: two pictures of known pixels, no TensorFlow."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Callable, Iterator
from types import SimpleNamespace

import numpy as np
import pytest

from analysis.service.contract import Service
from analysis.service.engine import Engine
from analysis.service.server import ModelServer
from data.contract import DataError

SIZE = (6, 5)


def picture_of(run, row: int) -> np.ndarray:
    """A flat picture whose level is the row number."""
    return np.full((*SIZE, 3), row, np.uint8)


def draw(picture: np.ndarray, words: list[str], count: int, seed: int) -> np.ndarray:
    """Draw m is the picture, brighter by m plus the seed; the word `spin` is all it knows."""
    if set(words) - {"spin"}:
        raise DataError(f"No transform {words[0]}. Known: spin.")
    return np.stack([picture + np.uint8(step + seed) for step in range(1, count + 1)])


def seen_by(run, epoch: int, upload) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Takes a picture for the sample whose row number is its width."""
    row = upload.size[1]
    if row >= len(run.samples):
        raise DataError(f"The stand-in knows no sample {row}.")
    return picture_of(run, row), run.embeddings(epoch)[row], run.scores(epoch)[row]


STAND_IN = SimpleNamespace(picture_of=picture_of, draw=draw, seen_by=seen_by)


@pytest.fixture(scope="module")
def server(tiny_runs: str) -> Iterator[ModelServer]:
    """The service on the two tiny runs, its engine loaded."""
    engine = Engine(lambda: STAND_IN)  # type: ignore[arg-type, return-value]
    engine.ready()
    engine._thread.join()  # type: ignore[union-attr]
    with running(Service(tiny_runs, engine)) as started:
        yield started


class running:  # noqa: N801 (used as a function: `with running(service) as server`)
    """Serve on a free port until the block ends."""

    def __init__(self, service: Service):
        self.server = ModelServer(service, 0)
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02})

    def __enter__(self) -> ModelServer:
        self.thread.start()
        return self.server

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


@pytest.fixture
def ask(server: ModelServer) -> Callable[..., tuple[int, dict]]:
    """Send a request as a caller would: `ask("POST", "/augment", {...})` gives status and JSON."""
    return lambda *arguments, **options: send(server, *arguments, **options)


def send(
    server: ModelServer, method: str, path: str, body: object = None, *, headers: dict | None = None
) -> tuple[int, dict]:
    """One request; `headers` replace the usual ones, None leaves one out."""
    port = server.server_port
    content = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
    usual = {"Host": f"127.0.0.1:{port}", "Content-Type": "application/json", "Content-Length": str(len(content))}
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    line.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    for name, value in {**usual, **(headers or {})}.items():
        if value is not None:
            line.putheader(name, value)
    line.endheaders(content)
    answer = line.getresponse()
    assert answer.getheader("Content-Type") == "application/json"
    found = json.loads(answer.read() or b"{}")
    line.close()
    return answer.status, found
