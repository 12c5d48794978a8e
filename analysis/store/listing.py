"""Which run stores a folder holds."""

from __future__ import annotations

from analysis.store import layout
from data.locations import exists, filesystem, join


def list_runs(folder: str) -> list[str]:
    """Locations of the run stores directly under `folder`, by name; empty when there are none."""
    files, path = filesystem(folder)
    if not files.isdir(path):
        return []
    names = sorted(entry.rstrip("/").rsplit("/", 1)[-1] for entry in files.ls(path, detail=False))
    return [join(folder, name) for name in names if exists(join(folder, name, layout.MANIFEST))]
