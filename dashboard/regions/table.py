"""The samples of a region as CSV, with their metadata and what the model said of them; safe in a spreadsheet."""

from __future__ import annotations

import csv
import io
import math

import numpy as np
import pandas as pd

from analysis.store.reader import Run
from dashboard.judged_sample import courses
from dashboard.projection_table import WARNED, disarmed
from dashboard.provenance import one_line
from data.contract import SAMPLE_COLUMNS

FIRST = ("sample", "label", "split", "group")


def as_csv(run: Run, rows: np.ndarray, epoch: int, facts: dict[str, str]) -> bytes:
    """One row per sample, under header lines that start with `#`.

    Args:
        rows: (m,) row numbers.
        epoch: whose predictions and scores.
        facts: keyword -> value, for the header lines.

    Returns:
        UTF-8 text; `pandas.read_csv(..., comment="#")` reads it where no text holds a `#`, `skiprows` always.
    """
    table = _table(run, rows, epoch)
    lines = [[_cell(value) for value in line] for line in table.itertuples(index=False)]
    text = io.StringIO()
    facts = {**facts, "epoch of predictions": str(epoch), "samples": str(len(rows)), "note": WARNED}
    text.writelines(f"# {name}: {one_line(value)}\r\n" for name, value in facts.items())
    writer = csv.writer(text)
    writer.writerow([disarmed(str(name)) for name in table.columns])
    writer.writerows(lines)
    return text.getvalue().encode()


def _table(run: Run, rows: np.ndarray, epoch: int) -> pd.DataFrame:
    """Id, label, split, group, the model's answer, then the dataset's own columns."""
    samples, found, place = run.samples.iloc[rows], courses(run), run.epochs.index(epoch)
    own = [name for name in samples.columns if name not in SAMPLE_COLUMNS]
    told = pd.DataFrame(
        {
            "prediction": np.asarray(run.classes, dtype=object)[found.predicted[place, rows]],
            "score": found.best[place, rows].astype(float),
        },
        index=samples.index,
    )
    return pd.concat([samples[list(FIRST)], told, samples[own]], axis=1)


def _cell(value: object) -> str:
    """A cell as text: numbers as they are, words disarmed, nothing for what is not given."""
    if value is None or value is pd.NA or value is pd.NaT:
        return ""
    if isinstance(value, float | np.floating):
        return f"{float(value):.9g}" if math.isfinite(value) else ""
    if isinstance(value, int | np.integer) and not isinstance(value, bool):
        return str(value)
    return disarmed(str(value))
