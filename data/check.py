"""Is a dataset fit for training? Counts, pictures, duplicates, metadata, and a verdict."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from data.check_counts import check_counts
from data.check_duplicates import check_duplicates
from data.check_findings import PROBLEM, Remark, Section, few
from data.check_metadata import check_metadata
from data.check_pictures import check_pictures
from data.check_report import Report
from data.command_line import printable
from data.contract import Dataset
from data.inspection import Inspection, inspect


def check(dataset: Dataset) -> Report:
    """Open every picture, look for duplicates, and count.

    Never raises for a dataset that was opened: what is wrong with it is in the report.
    """
    seen = inspect(dataset)
    usable = _usable(dataset, seen)
    return Report(
        usable,
        (
            check_counts(usable),
            _left_out(usable),
            check_pictures(dataset, seen),
            check_duplicates(dataset, seen),
            check_metadata(usable),
        ),
    )


def check_table(dataset: Dataset, reason: str) -> Report:
    """Judge a table none of whose pictures is there, as far as that goes.

    Args:
        dataset: from `data.catalog.open_table`.
        reason: what is wrong, for the report.
    """
    absent = Section("pictures", {"usable": 0}, (), (Remark(PROBLEM, "no_pictures", reason, len(dataset)),))
    return Report(dataset, (check_counts(dataset), absent, check_metadata(dataset)))


def _usable(dataset: Dataset, seen: Inspection) -> Dataset:
    """The samples whose picture can be used; the others are in `skipped`."""
    size = {side: [getattr(found, side) for found in seen.findings] for side in ("width", "height")}
    bad = dataset.samples.loc[~seen.usable, ["sample", "file"]]
    bad = bad.assign(reason=[found.reason for found in seen.findings if found.reason])
    skipped = pd.concat([part for part in (dataset.skipped, bad) if len(part)] or [bad], ignore_index=True)
    samples = dataset.samples.assign(**size)[seen.usable].reset_index(drop=True)
    return replace(dataset, samples=samples, skipped=skipped)


def _left_out(dataset: Dataset) -> Section:
    reasons = {str(reason): len(rows) for reason, rows in dataset.skipped.groupby("reason", sort=True)}
    lines = [f"{len(dataset.skipped):,} left out:"] if reasons else ["All pictures can be read."]
    for reason, rows in dataset.skipped.groupby("reason", sort=True):
        names = [sample or file for sample, file in zip(rows["sample"], rows["file"], strict=True)]
        lines.append(f"  {len(rows):,} × {printable(reason)}: {few(names)}")
    left = dataset.samples["label"].nunique()
    if left >= 2:
        return Section("left_out", reasons, tuple(lines))
    text = f"pictures of {left} class{'es' * (left != 1)} left, wanted at least two. Replace what cannot be used."
    return Section("left_out", reasons, tuple(lines), (Remark(PROBLEM, "too_few_classes", text, len(dataset.skipped)),))
