"""Is a dataset fit for training? Counts, bad pictures, groups in two splits, and a verdict."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from data.command_line import printable
from data.contract import SPLITS, UNSPLIT, DataError, Dataset
from data.split import CannotSplit, assign
from data.text_table import text_table
from data.verify import verify

_LISTED = 5  # examples per finding


@dataclass(frozen=True)
class Report:
    """What `check` found: `text` for people; `problems`, in words, that stand against training (none: trainable)."""

    text: str
    problems: tuple[str, ...]


def check(dataset: Dataset) -> Report:
    """Open every picture and count.

    Never raises for a dataset that was opened: what is wrong with it is in the report.
    """
    problems = []
    try:
        dataset = verify(dataset)
    except DataError as error:
        problems.append(str(error))
    problems += _split_problems(dataset) + _straddling(dataset)
    groups = dataset.samples["group"][dataset.samples["group"] != ""].nunique()
    lines = [
        f"Dataset {printable(dataset.name)} ({dataset.kind}) in {printable(dataset.location)}",
        f"{len(dataset):,} samples, {len(dataset.classes)} classes, "
        + (f"{groups:,} groups" if groups else "no groups: every sample stands alone"),
        "",
        counts(dataset),
        "",
        *_skipped(dataset),
        *([f"Not trainable as it is: {printable(problem)}" for problem in problems] or ["Trainable."]),
    ]
    return Report("\n".join(lines), tuple(problems))


def counts(dataset: Dataset) -> str:
    """Samples per class and split, and groups per class, as a text table."""
    samples = dataset.samples
    splits = [split for split in (*SPLITS, UNSPLIT) if (samples["split"] == split).any()]
    table = pd.crosstab(samples["label"], samples["split"]).reindex(
        index=list(dataset.classes), columns=splits, fill_value=0
    )
    grouped = samples[samples["group"] != ""]
    groups = grouped.groupby("label")["group"].nunique()
    rows: list[list[object]] = []
    for label in dataset.classes:
        row = [int(count) for count in table.loc[label]]
        share = f"{sum(row) / max(1, len(samples)):6.1%}"
        rows.append([label, *row, sum(row), share, int(groups.get(label, 0))])
    totals = [int(count) for count in table.sum()]
    rows.append(["all", *totals, sum(totals), "100.0%", int(grouped["group"].nunique())])
    header = ["class", *splits, "total", "share", "groups"]
    if grouped.empty:
        header, rows = header[:-1], [row[:-1] for row in rows]
    return text_table(header, rows)


def _split_problems(dataset: Dataset) -> list[str]:
    samples = dataset.samples
    if (samples["split"] == UNSPLIT).any():
        try:
            assign(dataset)
        except CannotSplit as error:
            return [str(error)]
        return ["it is not divided into train, validation and test."]
    train = samples[samples["split"] == "train"]
    absent = [label for label in dataset.classes if label not in set(train["label"])]
    if absent:
        return [f"no training sample of {', '.join(map(repr, absent))}. Add some, or remove the class."]
    return []


def _straddling(dataset: Dataset) -> list[str]:
    samples = dataset.samples[dataset.samples["group"] != ""]
    splits = samples.groupby("group")["split"].nunique()
    names = list(splits.index[splits > 1])
    if not names:
        return []
    return [
        f"{len(names):,} groups lie in more than one split, so that near-copies of training samples are tested on: "
        f"{_few(names)}. Correct the split column, or leave it out to have groups kept whole."
    ]


def _skipped(dataset: Dataset) -> list[str]:
    if dataset.skipped.empty:
        return ["All pictures can be read.", ""]
    lines = [f"{len(dataset.skipped):,} left out:"]
    for reason, rows in dataset.skipped.groupby("reason", sort=True):
        names = [sample or file for sample, file in zip(rows["sample"], rows["file"], strict=True)]
        lines.append(f"  {len(rows):,} × {printable(reason)}: {_few(names)}")
    return [*lines, ""]


def _few(names: list[str]) -> str:
    shown = ", ".join(printable(name) for name in names[:_LISTED])
    return shown if len(names) <= _LISTED else f"{shown}, …"
