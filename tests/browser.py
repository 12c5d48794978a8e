"""A served app and a headless Chromium to look at it, for every test that clicks."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.parse import parse_qsl, urlsplit
from urllib.request import urlopen

import pytest

from tests.conftest import ROOT

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
STARTUP_SECONDS = 90


@contextmanager
def chromium() -> Iterator:
    """A headless Chromium; skips where there is none."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("no Chromium on the path: browser tests need one")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@contextmanager
def streamlit(script: Path, *, folder: Path = ROOT, **environment: str) -> Iterator[str]:
    """Serve a Streamlit script; gives its address.

    Args:
        folder: where the server is started.
        environment: variables besides the present ones.
    """
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.headless=true"]
    command += [f"--server.port={port}", "--server.address=127.0.0.1", "--browser.gatherUsageStats=false"]
    command += ["--server.fileWatcherType=none"]  # as the product's own server
    settings = {**os.environ, **environment}
    server = subprocess.Popen(command, cwd=folder, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until_healthy(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


def address_says(page) -> dict[str, str]:
    """What the page's URL carries."""
    return dict(parse_qsl(urlsplit(page.url).query))


def until(page, condition: Callable[[], bool], what: str, *, seconds: float = 30) -> None:
    """Wait for something that is not an element, and say what was missing."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"{what}; the address is {page.url}"
        page.wait_for_timeout(50)


def free_port() -> int:
    """A port of 127.0.0.1 that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_healthy(port: int) -> None:
    """Wait until a Streamlit server answers on a port of this machine."""
    deadline = time.monotonic() + STARTUP_SECONDS
    while True:
        try:
            with urlopen(f"http://127.0.0.1:{port}/_stcore/health") as answer:
                answer.read()
            return
        except URLError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
