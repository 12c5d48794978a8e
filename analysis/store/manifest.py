"""run.json: what a run is and which parts of it are complete."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime

from analysis.contract import StoreError
from analysis.store.layout import FORMAT, MANIFEST
from data.locations import join, read_bytes, write_atomically

REQUIRED = ("run", "classes", "epochs", "projections", "explanations", "thumbnails", "model")


def blank(name: str) -> dict:
    """A manifest of a run in which nothing is complete yet."""
    return {
        "format": FORMAT,
        "run": name,
        "created": _now(),
        "updated": _now(),
        "dataset": {},
        "classes": [],
        "model": {},
        "epochs": [],
        "projections": {},
        "explanations": {},
        "thumbnails": {},
        "skipped": [],
        "warnings": [],
        "timing": {},
        "peak_memory_bytes": {},
    }


def read(location: str) -> dict:
    """The manifest of the run at `location`.

    Raises:
        StoreError: no run there, not JSON, or written by a newer format.
    """
    path = join(location, MANIFEST)
    try:
        manifest = json.loads(_content(location).decode("utf-8"))
        found = int(manifest["format"])
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{path} is not a run manifest ({error}). Analyse the run again into a new folder.") from error
    if found > FORMAT:
        raise StoreError(
            f"The store {location} has format {found}; this Epochscope reads up to format {FORMAT}. "
            "Update Epochscope, or analyse the run again into a new folder."
        )
    lacking = [name for name in REQUIRED if name not in manifest]
    if lacking:
        raise StoreError(
            f"{path} is not a run manifest (it lacks {', '.join(lacking)}). Analyse the run again into a new folder."
        )
    return manifest


def write(location: str, manifest: dict) -> None:
    """Replace the manifest in one atomic step, so that a watching reader sees the old one or the new one."""
    content = json.dumps(manifest | {"updated": _now()}, indent=1, ensure_ascii=False, allow_nan=False)
    write_atomically(join(location, MANIFEST), content.encode("utf-8"))


def digest(location: str) -> str:
    """A short key that changes whenever the manifest does: what caches of a run are keyed by."""
    return hashlib.sha256(_content(location)).hexdigest()[:16]


def _content(location: str) -> bytes:
    path = join(location, MANIFEST)
    try:
        return read_bytes(path)
    except FileNotFoundError as error:
        raise StoreError(
            f"No run store at {location}: {MANIFEST} is missing. "
            "Make one with: python -m analysis run CHECKPOINTS --data DATASET --out runs/NAME"
        ) from error
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error.strerror or error}.") from error


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
