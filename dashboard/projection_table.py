"""Ids and coordinates of a projection as CSV or Parquet, each saying where it comes from."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.provenance import Provenance

LETTERS = "xyz"
FORMULA = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
)  # a spreadsheet takes what starts so for a formula (OWASP, CSV injection)
WARNED = "An apostrophe was put before ids that a spreadsheet would run as a formula."


def as_csv(samples: Sequence[str], epochs: Sequence[int], positions: np.ndarray, provenance: Provenance) -> bytes:
    """One row per epoch and sample, under header lines that start with `#`.

    Args:
        samples: (n,) ids.
        epochs: (e,) epoch numbers.
        positions: (e, n, k) float32, k 2 or 3; NaN becomes an empty cell.
        provenance: goes into the header lines.

    Returns:
        UTF-8 text; `pandas.read_csv(..., comment="#")` reads it where no id holds a `#`, `skiprows` always.
    """
    names = [disarmed(sample) for sample in samples]
    text = io.StringIO()
    facts = _facts(epochs, positions, provenance)
    facts |= {"note": WARNED} if list(samples) != names else {}
    text.writelines(f"# {name}: {value}\r\n" for name, value in facts.items())
    rows = csv.writer(text)
    rows.writerow(["sample", "epoch", *LETTERS[: positions.shape[2]]])
    for epoch, places in zip(epochs, positions, strict=True):
        columns = [[f"{value:.9g}" if value == value else "" for value in axis] for axis in places.T.tolist()]
        rows.writerows(zip(names, [epoch] * len(names), *columns, strict=True))
    return text.getvalue().encode()


def as_parquet(samples: Sequence[str], epochs: Sequence[int], positions: np.ndarray, provenance: Provenance) -> bytes:
    """The same rows as Parquet; provenance as JSON in the file's metadata under `epochscope`. Arguments as `as_csv`."""
    n = len(samples)
    ids = pa.array([str(sample) for sample in samples], pa.string())
    places = pa.array(np.tile(np.arange(n, dtype=np.int32), len(epochs)))
    columns = {
        "sample": pa.DictionaryArray.from_arrays(places, ids),
        "epoch": pa.array(np.repeat(np.asarray(epochs, np.int32), n)),
    }
    for axis in range(positions.shape[2]):
        columns[LETTERS[axis]] = pa.array(positions[..., axis].reshape(-1).astype(np.float32))
    facts = _facts(epochs, positions, provenance)
    table = pa.table(columns).replace_schema_metadata({"epochscope": json.dumps(facts, ensure_ascii=False)})
    stream = io.BytesIO()
    pq.write_table(table, stream, compression="zstd")
    return stream.getvalue()


def _facts(epochs: Sequence[int], positions: np.ndarray, provenance: Provenance) -> dict[str, str]:
    components = ", ".join(str(axis + 1) for axis in range(positions.shape[2]))
    return {**provenance.facts, "components": components, "epochs": ", ".join(map(str, epochs))}


def disarmed(cell: str) -> str:
    """An id that no spreadsheet runs as a formula and no reader takes for a header line."""
    return f"'{cell}" if cell.startswith((*FORMULA, "#")) else cell
