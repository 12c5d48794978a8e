"""`python -m data check`: the check from the command line."""

from __future__ import annotations

import argparse
import sys

from data.catalog import open_dataset, open_table
from data.check import check, check_table
from data.check_report import Report
from data.csv_images import NoPictures
from data.locations import write_atomically


def run(arguments: argparse.Namespace) -> int:
    """Check a dataset; 0: trainable, 1: not."""
    report = report_on(arguments.dataset)
    if arguments.json == "-":
        print(report.text, file=sys.stderr)
        print(report.to_json())
    else:
        print(report.text)
        if arguments.json:
            write_atomically(arguments.json, f"{report.to_json()}\n".encode("utf-8", "backslashreplace"))
    return 1 if report.problems else 0


def report_on(spec: str) -> Report:
    """Check the dataset that a name, place or preset stands for; its table alone where no picture is there."""
    try:
        dataset = open_dataset(spec)
    except NoPictures as error:
        return check_table(open_table(spec), str(error))
    return check(dataset)


def fill(parser: argparse.ArgumentParser) -> None:
    """Give the sub-command its arguments."""
    parser.add_argument("dataset", help="a name, a folder or URL, a CSV table, or PRESET:FOLDER")
    parser.add_argument("--json", metavar="FILE", help="write the report as JSON too; - prints it, the text to stderr")
    parser.set_defaults(run=run)
