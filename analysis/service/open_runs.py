"""The runs that may be asked for: those of the folder that the service was started on, and no other."""

from __future__ import annotations

from functools import lru_cache
from http import HTTPStatus

from analysis.service.contract import Refused
from analysis.store import manifest
from analysis.store.layout import MANIFEST
from analysis.store.reader import Run, list_runs
from data.locations import exists, join

NAMED = 5  # runs named in a message


def open_run(runs: str, name: str) -> Run:
    """A run by its folder's name, opened once and anew when its manifest changed.

    Args:
        runs: a folder of run stores, or one run store.
        name: compared with the names that are there; never made into a path.

    Raises:
        Refused: no run of that name.
        StoreError: it cannot be opened.
    """
    known = {location.rstrip("/").rsplit("/", 1)[-1]: location for location in locations(runs)}
    if name not in known:
        found = ", ".join(list(known)[:NAMED]) + (", …" if len(known) > NAMED else "") or "none"
        raise Refused(f"There is no run {name[:80]!r} here. Found: {found}.", HTTPStatus.NOT_FOUND)
    return _open(known[name], manifest.digest(known[name]))


def locations(runs: str) -> list[str]:
    """Locations of the run stores in a folder, or of the one that the folder is itself."""
    return [runs] if exists(join(runs, MANIFEST)) else list_runs(runs)


@lru_cache(maxsize=4)
def _open(location: str, digest: str) -> Run:
    return Run(location)
