"""The top floor's command: open the dashboard on a folder of runs, for this machine only."""

from __future__ import annotations

import argparse
import os
import socket
import sys
from pathlib import Path

from dashboard import service_process
from dashboard.run_folder import RUNS_VARIABLE, find_runs, runs_folder
from data.command_line import printable, run
from data.contract import EpochscopeError
from data.locations import exists

APP = Path(__file__).parent / "app.py"
ADDRESS = "127.0.0.1"
PORT = 8501


def main(arguments: list[str]) -> int:
    """Check the folder and the port, start the model service, then become the Streamlit server.

    Raises:
        EpochscopeError: a folder that is not there, or a port that is taken.
    """
    chosen = _parser().parse_args(arguments)
    folder = chosen.runs or runs_folder()
    if chosen.runs and not exists(folder):
        raise EpochscopeError(
            f"There is no {folder}. Give a folder of run stores, or one run store. "
            "Make one with: python -m analysis run CHECKPOINTS --data DATASET --out runs/NAME"
        )
    _check_port(chosen.port)
    names = find_runs(folder)
    found = ", ".join(list(names)[:5]) + (", …" if len(names) > 5 else "") if names else "none yet"
    print(f"Epochscope is at http://{ADDRESS}:{chosen.port}   (runs in {printable(folder)}: {printable(found)})")
    print("Ctrl-C stops it.", flush=True)
    told = {RUNS_VARIABLE: folder, **(service_process.start(folder) if chosen.service else {})}
    os.execve(sys.executable, _server(chosen.port, chosen.browser), {**os.environ, **told})


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m dashboard", description=__doc__)
    parser.add_argument(
        "runs", nargs="?", metavar="RUNS", help="folder of run stores, or one run store (default: runs)"
    )
    parser.add_argument("--port", type=int, default=PORT, help=f"port on {ADDRESS} (default: {PORT})")
    parser.add_argument("--no-browser", dest="browser", action="store_false", help="only print the address")
    parser.add_argument(
        "--no-service",
        dest="service",
        action="store_false",
        help="leave the model service out; what needs a model (augmentation preview, new images) says so",
    )
    return parser


def _check_port(port: int) -> None:
    if not 1 <= port <= 65_535:
        raise EpochscopeError(f"--port must be 1 to 65535. Received: {port}.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError as error:
            raise EpochscopeError(
                f"Port {port} cannot be used ({error.strerror}). Is a dashboard running already? "
                f"Open http://{ADDRESS}:{port}, or choose another with --port."
            ) from error


def _server(port: int, browser: bool) -> list[str]:
    """The command line of the server; settings that must hold whatever a user's own Streamlit configuration says."""
    settings = {
        "server.address": ADDRESS,
        "server.port": port,
        "server.headless": str(not browser).lower(),
        "server.fileWatcherType": "none",  # every session would read all modules anew, to notice that one was edited
        "server.showEmailPrompt": "false",
        "browser.gatherUsageStats": "false",
        "logger.hideWelcomeMessage": "true",
    }
    flags = [f"--{name}={value}" for name, value in settings.items()]
    return [sys.executable, "-m", "streamlit", "run", str(APP), *flags]


if __name__ == "__main__":
    sys.exit(run(main))
