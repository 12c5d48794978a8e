"""Samples that are looked at together: all of them, a split, a class, a region, or the one that is selected."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.store.reader import Run
from dashboard import look
from dashboard.regions.kept import kept
from dashboard.selection import Selection

KINDS = {"all": "Whole set", "split": "Split", "class": "Class", "region": "Region", "sample": "Selected sample"}


@dataclass(frozen=True)
class Population:
    """Some samples of a run.

    Attributes:
        kind: one of `KINDS`.
        words: who they are, as it stands in a sentence; holds names from data.
        rows: (m,) int64 row numbers, rising; at least one.
    """

    kind: str
    words: str
    rows: np.ndarray


@dataclass(frozen=True)
class Nobody:
    """Why there are no samples to look at, and what to do.

    Attributes:
        title: in three words or so.
        words: one sentence or two; may hold names from data.
    """

    title: str
    words: str


def kinds_of(run: Run) -> tuple[str, ...]:
    """The kinds that make sense in a run: no split where it is undivided."""
    return tuple(kind for kind in KINDS if kind != "split" or run.splits != ["all"])


def everything(run: Run) -> Population:
    """All samples."""
    return Population("all", f"all {look.counted(len(run.samples), 'sample')}", np.arange(len(run.samples)))


def of_split(run: Run, selection: Selection) -> Population:
    """The split in view."""
    rows = run.rows(selection.split)
    return Population("split", f"the {look.counted(len(rows), 'sample')} of the {selection.split} split", rows)


def of_class(run: Run, label: int) -> Population | Nobody:
    """The samples of one class.

    Args:
        label: its index.
    """
    rows = np.flatnonzero(run.labels == label)
    if not len(rows):
        return Nobody("No such sample", f"No sample is labelled {run.classes[label]}: choose another class.")
    return Population("class", f"the {look.counted(len(rows), 'sample')} labelled {run.classes[label]}", rows)


def of_sample(run: Run, selection: Selection) -> Population | Nobody:
    """The selected sample."""
    row = None if selection.sample is None else run.row(selection.sample)
    if row is None:
        how = "Click a point on the Evolution page or a picture on any page, or choose the whole set above."
        return Nobody("No sample selected", how)
    return Population("sample", f"sample {selection.sample}", np.array([row], np.int64))


def of_regions(run: Run, selection: Selection) -> tuple[dict[str, Population], dict[str, str]]:
    """The regions that are kept.

    Returns:
        Slot -> its samples, and slot -> why it cannot be shown, one sentence or two; empty slots are in neither.
    """
    found, problems = kept(run, selection)
    held = {}
    for slot, region in found.items():
        if len(region.rows):
            words = f"the {look.counted(len(region.rows), 'sample')} of {region.title}"
            held[slot] = Population("region", words, region.rows)
        else:
            problems = problems | {slot: f"{region.title} holds no sample."}
    return held, problems
