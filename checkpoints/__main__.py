"""The checkpoint floor's command: train a model, list models and runs, show what is in a folder."""

from __future__ import annotations

import argparse
import sys

from checkpoints import show_command, train_command
from data.command_line import run


def main(arguments: list[str]) -> int:
    """Run one sub-command.

    Raises:
        EpochscopeError: bad input; `data.command_line.run` prints it and exits 2.
    """
    parser = argparse.ArgumentParser(prog="python -m checkpoints", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="train | list | show")
    train_command.add_arguments(commands.add_parser("train", help="train a model, every epoch becomes a checkpoint"))
    commands.add_parser("list", help="the models that can be trained, and the runs that are there")
    show_command.add_arguments(commands.add_parser("show", help="what an analysis of a folder would find"))
    chosen = parser.parse_args(arguments)
    if chosen.command == "train":
        train_command.run(chosen)
    elif chosen.command == "show":
        show_command.show(chosen)
    else:
        show_command.list_all()
    return 0


if __name__ == "__main__":
    sys.exit(run(main))
