"""The stage that looks for duplicates among a run's pictures and keeps the pairs beside its samples."""

from __future__ import annotations

from analysis.store import layout
from analysis.store.reader import Run
from analysis.store.tables import known_entry
from analysis.store.writer import RunWriter
from data.contract import Dataset
from data.duplicates import CORRELATION, RADIUS, find_duplicates

VERSION = 1  # raised when other pairs are found, so that stores are searched anew
COLUMNS = ["sample", "other", "distance", "correlation", "exact"]  # the rest follows from the samples table


def duplicates_due(run: Run, key: str) -> bool:
    """Whether the pictures that `key` stands for have not been searched, with these settings and this version."""
    known = known_entry(run.location, run.manifest, "duplicates", layout.DUPLICATES)
    return not _settings(key).items() <= ({"version": 1} | known).items()


def write_duplicates(writer: RunWriter, dataset: Dataset, key: str) -> bool:
    """Look once per set of pictures, and keep the result.

    Args:
        dataset: the run's samples.
        key: changes whenever the pictures or their sizes do.

    Returns:
        Whether there was anything to do.
    """
    if not duplicates_due(Run(writer.location), key):
        return False
    found = find_duplicates(dataset)
    writer.table(layout.DUPLICATES, found[COLUMNS])
    facts = {name: found.attrs.get(name) for name in ("pictures", "complete")}
    writer.manifest["duplicates"] = {**_settings(key), **facts, "pairs": len(found)}
    writer.save()
    return True


def _settings(key: str) -> dict:
    return {"key": key, "radius": RADIUS, "correlation": CORRELATION, "version": VERSION}
