"""`analysis serve`: start the model service on a folder of runs and keep it until it is stopped."""

from __future__ import annotations

import argparse
import os
import sys
import threading

from analysis.service.contract import Service
from analysis.service.engine import Engine
from analysis.service.guard import ADDRESS
from analysis.service.open_runs import locations
from analysis.service.server import ModelServer
from data.command_line import printable
from data.contract import EpochscopeError

PORT = 8502  # where the dashboard looks when nobody told it another


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the sub-command."""
    parser.add_argument("runs", metavar="RUN|FOLDER", help="a run store, or a folder of run stores")
    parser.add_argument("--port", type=int, default=PORT, help=f"port on {ADDRESS} (default: {PORT})")
    parser.add_argument(
        "--until-input-ends", action="store_true", help="stop when standard input closes (the dashboard starts it so)"
    )
    parser.set_defaults(action=serve)


def serve(arguments: argparse.Namespace) -> int:
    """Answer until interrupted.

    Raises:
        EpochscopeError: no run there, or a port that is taken.
    """
    if not 1 <= arguments.port <= 65_535:
        raise EpochscopeError(f"--port must be 1 to 65535. Received: {arguments.port}.")
    if not locations(arguments.runs) and not arguments.until_input_ends:
        raise EpochscopeError(
            f"No run stores in {arguments.runs}. Make one: python -m analysis run CHECKPOINTS --data DATASET"
        )
    server = ModelServer(Service(arguments.runs, Engine()), arguments.port)
    if arguments.until_input_ends:
        threading.Thread(target=_leave_at_end_of_input, daemon=True).start()
    else:
        print(f"The model service answers at http://{ADDRESS}:{arguments.port} for {printable(arguments.runs)}.")
        print("It loads TensorFlow when it is first asked for a picture. Ctrl-C stops it.", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        return 0
    finally:
        server.server_close()
    return 0


def _leave_at_end_of_input() -> None:
    """End with the process that holds the other end of our input, however it ended; there is nothing to save."""
    while sys.stdin.buffer.read(1):
        pass
    os._exit(0)
