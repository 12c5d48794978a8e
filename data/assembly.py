"""The last step of every source: rows of any origin become a `Dataset` that keeps the contract."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from data.contract import SAMPLE_COLUMNS, SPLITS, UNSPLIT, DataError, Dataset

PICTURE_SUFFIXES = (".jpg", ".jpeg", ".png", ".bmp", ".gif", ".webp")  # what data/decode.py reads
SPLIT_NAMES = {
    "train": "train",
    "training": "train",
    "validation": "validation",
    "valid": "validation",
    "val": "validation",
    "dev": "validation",
    "test": "test",
    "testing": "test",
}
_DEFAULTS = {"split": UNSPLIT, "fold": -1, "group": "", "width": 0, "height": 0}
_NUMBERS = ("fold", "width", "height")


def is_picture(name: str) -> bool:
    """Whether a file name ends like a picture."""
    return name.lower().endswith(PICTURE_SUFFIXES)


def assemble(
    rows: pd.DataFrame,
    *,
    name: str,
    kind: str,
    location: str,
    skipped: Sequence[tuple[str, str, str]] = (),
    classes: Sequence[str] | None = None,
    options: dict | None = None,
) -> Dataset:
    """Check the rows and put them into the contract's form.

    Args:
        rows: columns `sample`, `label`, `file` and any of `split`, `fold`, `group`; all others are metadata.
        skipped: (sample, file, reason) of what was left out.
        classes: label values in the order of the model's outputs; sorted labels by default.

    Raises:
        DataError: duplicate ids, fewer than two classes, labels outside `classes`, unknown split names.
    """
    rows = rows.reset_index(drop=True)
    _refuse_duplicates(rows, name)
    order = _class_order(rows, classes, name)
    table = {}
    for column in SAMPLE_COLUMNS:
        values = rows[column] if column in rows else pd.Series([_DEFAULTS[column]] * len(rows))
        table[column] = values.astype("int64" if column in _NUMBERS else "str")
    _refuse_unknown_splits(table["split"], name)
    metadata = rows[[column for column in rows if column not in SAMPLE_COLUMNS]]
    samples = pd.concat([pd.DataFrame(table), metadata], axis="columns")
    left_out = pd.DataFrame(list(skipped), columns=["sample", "file", "reason"])
    return Dataset(name, kind, location, order, samples, left_out, options or {})


def some(values: Sequence[object], limit: int = 3) -> str:
    """The first few of many, for a message: `'a', 'b', 'c' and 7 more`."""
    shown = ", ".join(repr(str(value)) for value in list(values)[:limit])
    return shown if len(values) <= limit else f"{shown} and {len(values) - limit:,} more"


def _refuse_duplicates(rows: pd.DataFrame, name: str) -> None:
    twice = rows["sample"][rows["sample"].duplicated()].unique()
    if len(twice):
        raise DataError(
            f"Dataset {name!r} wants one row per sample id. Found ids that occur more than once: {some(twice)}. "
            "Remove the repeated rows, or choose another id column."
        )


def _class_order(rows: pd.DataFrame, classes: Sequence[str] | None, name: str) -> tuple[str, ...]:
    found = sorted(rows["label"].unique())
    order = tuple(str(value) for value in classes) if classes else tuple(found)
    strangers = [label for label in found if label not in order]
    if strangers:
        raise DataError(f"Dataset {name!r} has labels that are not among its classes {order}: {some(strangers)}.")
    if len(set(order)) < max(2, len(order)):
        raise DataError(
            f"Dataset {name!r} needs at least two classes, each named once. Found: {some(order) or 'none'}. "
            "A classifier has nothing to tell apart otherwise."
        )
    return order


def _refuse_unknown_splits(split: pd.Series, name: str) -> None:
    strangers = sorted(set(split) - {*SPLITS, UNSPLIT})
    if strangers:
        raise DataError(f"Dataset {name!r} has splits other than {', '.join(SPLITS)}: {some(strangers)}.")
