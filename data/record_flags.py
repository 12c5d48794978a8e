"""Command-line flags that say which feature of a TFRecord is what."""

from __future__ import annotations

import argparse

from data.record_mapping import ROLES

_WORDS = {
    "image_feature": "the encoded picture",
    "id_feature": "default: shard and number",
    "split_feature": "default: what the shard's name says",
}


def add_record_flags(parser: argparse.ArgumentParser) -> None:
    """Add `--image-feature NAME` and the others."""
    group = parser.add_argument_group("TFRecord shards (--labels, --metadata and --preset as for tables)")
    for option in ROLES:
        group.add_argument(f"--{option.replace('_', '-')}", metavar="NAME", help=_WORDS.get(option))
    group.add_argument("--files", metavar="PATTERN", help='of shard names, as in "train*.tfrec"')
    group.add_argument("--missing", type=int, metavar="NUMBER", help="that means no value, in metadata and group")


def record_options(arguments: argparse.Namespace) -> dict:
    """What was given of them, as options of `data.tfrecord.load`."""
    given = {option: getattr(arguments, option) for option in (*ROLES, "files", "missing")}
    return {option: value for option, value in given.items() if value is not None}
