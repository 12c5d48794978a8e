"""A tiny run in which the analysis has looked for duplicates, and found the pairs that a test names."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from analysis.store import layout
from analysis.store.writer import RunWriter
from tests.tiny_store import build

COLUMNS = ["sample", "other", "distance", "correlation", "exact"]


def duplicated(location: Path, pairs: list[tuple[int, int, int, bool]], **options) -> str:
    """Build the run; pairs are (row, other row, distance, exact)."""
    place = build(location, **options)
    writer = RunWriter(place, location.name)
    rows = [(f"ISIC_{one:07d}", f"ISIC_{two:07d}", distance, 0.99, exact) for one, two, distance, exact in pairs]
    writer.table(layout.DUPLICATES, pd.DataFrame(rows, columns=COLUMNS))
    writer.manifest["duplicates"] = {"pairs": len(pairs)}
    writer.save()
    return place
