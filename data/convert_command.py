"""`python -m data convert`: a dataset of any kind becomes TFRecord shards."""

from __future__ import annotations

import argparse
import time

from data import catalog
from data.command_line import printable
from data.dataset_file import DEFAULT_SPLIT
from data.locations import absolute, join
from data.record_encoding import FORMATS, QUALITY, encoder
from data.record_layout import LAYOUTS, layout
from data.record_writer import SHARDS, shares, write_records
from data.text_table import text_table


def fill(parser: argparse.ArgumentParser) -> None:
    """Give the sub-command its arguments."""
    parser.add_argument("source", help="a name, a folder or URL, a CSV table, or PRESET:FOLDER")
    parser.add_argument("--to", choices=["tfrecord"], required=True)
    parser.add_argument("--out", metavar="FOLDER", help="path or URL (default: data/NAME-tfrecord, which names it too)")
    parser.add_argument("--shards", type=int, metavar="N", help=f"per split (default: {SHARDS}, fewer for small sets)")
    parser.add_argument("--layout", choices=LAYOUTS, default=LAYOUTS[0], help="feature names (%(default)s)")
    parser.add_argument("--positive", nargs="+", metavar="LABEL", default=[], help="target 1 in the melanoma layout")
    parser.add_argument("--overwrite", action="store_true", help="replace another conversion in the same folder")
    anew = parser.add_argument_group("encoding pictures anew (by default their bytes are copied)")
    anew.add_argument("--encode", choices=FORMATS)
    anew.add_argument("--quality", type=int, default=QUALITY, help="of JPEG (%(default)s)")
    anew.add_argument("--size", type=int, metavar="PIXELS", help="shorter side, for pictures that are larger")
    split = parser.add_argument_group("splits that the source does not bring")
    split.add_argument("--validation", type=float, help="share")
    split.add_argument("--test", type=float, help="share")
    split.add_argument("--seed", type=int)
    parser.set_defaults(run=convert)


def convert(arguments: argparse.Namespace) -> int:
    """Write the shards and say what they are."""
    start = time.monotonic()
    split = {name: getattr(arguments, name) for name in DEFAULT_SPLIT if getattr(arguments, name, None) is not None}
    dataset = catalog.open_dataset(arguments.source, **split)
    folder = absolute(arguments.out or catalog.home(f"{dataset.name}-tfrecord"))
    form = arguments.encode or ("jpeg" if arguments.size is not None else None)
    encode = encoder(form, size=arguments.size, quality=arguments.quality) if form else None
    written = write_records(
        dataset,
        folder,
        layout(dataset, arguments.layout, arguments.positive),
        shards=arguments.shards,
        encode=encode,
        encoding=f"{form} {arguments.size} {arguments.quality}" if form else "",
        overwrite=arguments.overwrite,
    )
    parts = shares(dataset, arguments.shards)
    print(text_table(["shard", "records"], [[part.name, len(part.rows)] for part in parts]))
    done = f"Wrote {written:,} of {len(parts):,} shards" if written else "Complete already"
    left = f", {len(dataset.skipped):,} rows of the source left out" if len(dataset.skipped) else ""
    print(f"{done}: {len(dataset):,} records in {printable(folder)}{left} ({time.monotonic() - start:.0f} s).")
    print(f"Next: python -m data check {printable(join(folder))}")
    return 0
