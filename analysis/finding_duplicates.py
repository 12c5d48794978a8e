"""The stage that looks for duplicates among a run's pictures and keeps the pairs beside its samples."""

from __future__ import annotations

from analysis.store import layout
from analysis.store.writer import RunWriter
from data.contract import Dataset
from data.duplicates import CORRELATION, RADIUS, find_duplicates

COLUMNS = ["sample", "other", "distance", "correlation", "exact"]  # the rest follows from the samples table


def write_duplicates(writer: RunWriter, dataset: Dataset, key: str) -> bool:
    """Look once per set of pictures, and keep the result.

    Args:
        dataset: the run's samples.
        key: changes whenever the pictures or their sizes do.

    Returns:
        Whether there was anything to do.
    """
    settings = {"key": key, "radius": RADIUS, "correlation": CORRELATION}
    known = writer.manifest.get("duplicates") or {}
    if settings.items() <= known.items():
        return False
    found = find_duplicates(dataset)
    writer.table(layout.DUPLICATES, found[COLUMNS])
    facts = {name: found.attrs.get(name) for name in ("pictures", "complete")}
    writer.manifest["duplicates"] = {**settings, **facts, "pairs": len(found)}
    writer.save()
    return True
