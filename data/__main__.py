"""`python -m data`: list, add, make, convert and check datasets."""

from __future__ import annotations

import argparse
import sys
import time

from data import catalog, check_command, convert_command
from data.command_line import printable, run
from data.contract import SPLITS, DataError
from data.dataset_file import DEFAULT_SPLIT, Entry
from data.lesion_plan import Settings
from data.locations import absolute, exists
from data.record_flags import add_record_flags, record_options
from data.record_shards import is_pattern
from data.registry import PRESETS, SOURCES
from data.synthetic_lesions import make
from data.text_table import text_table

_COLUMNS = ("id", "label", "group", "split", "fold", "file")


def main(argv: list[str]) -> int:
    """Run one sub-command; the exit code is 0, or 1 where `check` finds a dataset that is not trainable."""
    arguments = _parser().parse_args(argv)
    return arguments.run(arguments)


def _list(_: argparse.Namespace) -> int:
    rows = [_listed(name) for name in catalog.names()]
    if rows:
        print(text_table(["name", "kind", "samples", "classes", "splits", "location"], rows))
    else:
        print("No datasets yet. Draw one with: python -m data make lesions, or name yours with: python -m data add")
    return 0


def _listed(name: str) -> list[object]:
    try:
        dataset = catalog.open_dataset(name)
    except DataError as error:
        return [name, "cannot be read", 0, 0, "", str(error)]
    counts = dataset.samples["split"].value_counts()
    splits = " / ".join(f"{split} {counts[split]:,}" for split in (*SPLITS, "all") if split in counts)
    return [name, dataset.kind, len(dataset), len(dataset.classes), splits, dataset.location]


def _add(arguments: argparse.Namespace) -> int:
    columns = {f"{role}_column": getattr(arguments, f"{role}_column") for role in _COLUMNS}
    labels = dict(_pair(text) for text in arguments.labels) if arguments.labels else None
    words = ("preset", "table", "images", "metadata", "classes")
    options = {**columns, **{word: getattr(arguments, word) for word in words}, "labels": labels}
    options = {option: value for option, value in options.items() if value} | record_options(arguments)
    kind = arguments.kind or _kind(arguments, options)
    split = {name: getattr(arguments, name) for name in DEFAULT_SPLIT}
    dataset = catalog.add(Entry(arguments.name, kind, absolute(arguments.location), options, split))
    print(
        f"Added {arguments.name}: {len(dataset):,} samples, {len(dataset.classes)} classes, "
        f"{len(dataset.skipped):,} rows left out. Next: python -m data check {arguments.name}"
    )
    return 0


def _kind(arguments: argparse.Namespace, options: dict) -> str:
    """The preset says it, or the flags, or what lies there."""
    if arguments.preset:
        return PRESETS[arguments.preset]
    if record_options(arguments) or is_pattern(arguments.location):
        return "tfrecord"
    if not set(options) - {"classes"}:
        return catalog.find(arguments.location).kind
    holds_shards = exists(arguments.location) and catalog.find(arguments.location).kind == "tfrecord"
    return "tfrecord" if holds_shards else "csv"


def _make(arguments: argparse.Namespace) -> int:
    names = ("n", "size", "seed", "malignant_share", "mark_rate", "benign_mark_rate", "test_mark_rate")
    settings = Settings(**{name: getattr(arguments, name) for name in names})
    folder, start = catalog.home(arguments.name), time.monotonic()
    if make(folder, arguments.name, settings, overwrite=arguments.overwrite):
        print(f"Drew {settings.n:,} lesions in {printable(folder)} ({time.monotonic() - start:.0f} s).")
    else:
        print(f"{printable(folder)} is complete: {settings.n:,} lesions with these settings. Nothing to do.")
    return 0


def _pair(text: str) -> tuple[str, str]:
    value, equals, label = text.partition("=")
    if not equals:
        raise DataError(f"--labels wants VALUE=LABEL pairs, as in 0=benign 1=malignant. Found: {text!r}.")
    return value, label


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m data", description="Labelled images from anywhere.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    listing = commands.add_parser("list", help="datasets that have a name")
    listing.set_defaults(run=_list)
    _add_parser(commands.add_parser("add", help="give a dataset a name"))
    making = commands.add_parser("make", help="draw a dataset")
    _make_parser(making.add_subparsers(required=True, metavar="WHAT").add_parser("lesions", help="synthetic lesions"))
    convert_command.fill(commands.add_parser("convert", help="write a dataset as TFRecord shards"))
    check_command.fill(commands.add_parser("check", help="is it fit for training? exit code 0: yes, 1: no"))
    return parser


def _add_parser(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", help="letters, digits, dots, - and _")
    parser.add_argument("location", help="folder or URL of the pictures, a CSV table, TFRecord shards")
    parser.add_argument("--kind", choices=list(SOURCES), help="found out by default")
    table = parser.add_argument_group("a CSV table with pictures")
    table.add_argument("--preset", choices=list(PRESETS), help="published column names")
    table.add_argument("--table", help="file name, where there are several")
    for role in _COLUMNS:
        table.add_argument(f"--{role}-column", metavar="NAME")
    table.add_argument("--labels", nargs="+", metavar="VALUE=LABEL", help="what codes in the label column mean")
    table.add_argument("--metadata", nargs="+", metavar="NAME", help="columns to keep (default: all others)")
    table.add_argument("--images", nargs="+", metavar="FOLDER", help="where the pictures are (default: anywhere)")
    add_record_flags(parser)
    parser.add_argument("--classes", nargs="+", metavar="LABEL", help="in the order of the model's outputs")
    shares = parser.add_argument_group("splits that the dataset does not bring")
    shares.add_argument("--validation", type=float, default=DEFAULT_SPLIT["validation"], help="share (%(default)s)")
    shares.add_argument("--test", type=float, default=DEFAULT_SPLIT["test"], help="share (%(default)s)")
    shares.add_argument("--seed", type=int, default=DEFAULT_SPLIT["seed"], help="(%(default)s)")
    shares.add_argument(
        "--no-groups",
        dest="groups",
        action="store_false",
        help="divide by picture, even where pictures show one lesion or patient: to measure what such leakage is worth",
    )
    parser.set_defaults(run=_add)


def _make_parser(parser: argparse.ArgumentParser) -> None:
    standard = Settings()
    parser.add_argument("--name", default="lesions", help="(%(default)s)")
    parser.add_argument("--n", type=int, default=standard.n, help="pictures (%(default)s)")
    parser.add_argument("--size", type=int, default=standard.size, help="pixels (%(default)s)")
    parser.add_argument("--seed", type=int, default=standard.seed, help="(%(default)s)")
    rates = {
        "malignant-share": (standard.malignant_share, "share of malignant lesions"),
        "mark-rate": (standard.mark_rate, "of malignant lesions with a mark, in training and validation"),
        "benign-mark-rate": (standard.benign_mark_rate, "of benign lesions with a mark, likewise"),
        "test-mark-rate": (standard.test_mark_rate, "of both classes with a mark, in the test split"),
    }
    for name, (default, words) in rates.items():
        parser.add_argument(f"--{name}", type=float, default=default, help=f"{words} (%(default)s)")
    parser.add_argument("--overwrite", action="store_true", help="draw anew what is there")
    parser.set_defaults(run=_make)


if __name__ == "__main__":
    sys.exit(run(main))
