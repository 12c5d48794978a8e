"""The model service as a child of the dashboard: started with it, gone with it, however that ends."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading

from dashboard.model_service import ADDRESS, PORT_VARIABLE, expect, is_expected

_once = threading.Lock()  # two readers may press the button at once


def start(runs: str) -> dict[str, str]:
    """Start the service on a free port.

    Its standard input is a pipe whose other end this process holds, also after it has become the Streamlit server:
    when that is gone, the pipe ends and the service with it.

    Args:
        runs: folder of run stores, or one run store.

    Returns:
        Environment variables that tell the app where the service is.
    """
    port = _free_port()
    command = [sys.executable, "-m", "analysis", "serve", runs, "--port", str(port), "--until-input-ends"]
    reading, writing = os.pipe()
    os.set_inheritable(writing, True)
    # A session of its own: Ctrl-C is for the dashboard alone, whose end the service then sees.
    subprocess.Popen(command, stdin=reading, stdout=subprocess.DEVNULL, start_new_session=True, env=_environment())
    os.close(reading)
    return {PORT_VARIABLE: str(port)}


def start_here(runs: str) -> None:
    """Start it from within the app, which from now on asks there; nothing where one was started a moment ago.

    Args:
        runs: as of `start`.
    """
    with _once:
        if not is_expected():
            os.environ.update(start(runs))
            expect()


def _environment() -> dict[str, str]:
    """Ours, with the folder of the packages on the path, from whatever folder the dashboard was started."""
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120 (a plain string)
    known = os.environ.get("PYTHONPATH")
    return {**os.environ, "PYTHONPATH": f"{here}{os.pathsep}{known}" if known else here}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((ADDRESS, 0))
        return probe.getsockname()[1]
