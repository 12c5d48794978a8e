"""Where an exported projection comes from, in words for the file itself, and a safe name for that file."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.store.reader import Run
from dashboard.plane import Plane

NOT_STORED = "not stored"
SHORT = 12  # letters of a hash under a picture; all of it is in the metadata
LONGEST_NAME = 80  # letters of a file name's stem
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)  # Windows


@dataclass(frozen=True)
class Provenance:
    """What every export says of itself.

    Attributes:
        title: stands over a picture.
        facts: keyword -> value in full; no epoch, each export adds its own.
        file: start of a file name that is safe on every system.
    """

    title: str
    facts: dict[str, str]
    file: str


def provenance_of(run: Run, plane: Plane) -> Provenance:
    """Run, projection, components in view, seed, basis hash and subset, as the store has them."""
    entry = run.projections[plane.projection]
    settings = entry.get("settings") or {}
    subset = settings.get("subset") or {}
    title = str(entry.get("title", plane.projection))
    facts = {
        "run": run.name,
        "projection": f"{title} ({plane.projection})",
        "components": ", ".join(str(axis + 1) for axis in plane.axes),
        "seed": _word(settings.get("seed")),
        "basis": _word(settings.get("basis")),
        "subset": f"{subset.get('rule', '')} {subset.get('id', '')}".strip() if subset else "none: every sample",
        "samples": str(len(run.samples)),
    }
    facts = {name: one_line(value) for name, value in facts.items()}
    return Provenance(one_line(f"{run.name}: {title}"), facts, safe_name(f"{run.name}_{plane.name}"))


def short(name: str, value: str) -> str:
    """A fact as it stands under a picture."""
    return f"{name} {value[:SHORT] if name == 'basis' and value != NOT_STORED else value}"


def safe_name(text: str) -> str:
    """Untrusted words as a file name's stem: letters, digits, `-` and `_`, neither hidden nor reserved, never empty."""
    name = re.sub(r"[^A-Za-z0-9-]+", "_", text).strip("_-")[:LONGEST_NAME]
    return f"run_{name}" if not name or RESERVED.match(name) else name


def one_line(text: str) -> str:
    """Without line breaks and other control characters, so that it stays inside its own line of a header."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def _word(value: object) -> str:
    return NOT_STORED if value is None else str(value)
