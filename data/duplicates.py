"""Pictures that a dataset holds twice: byte for byte, or to the eye."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from data.contract import Dataset
from data.inspection import Inspection, inspect
from data.perceptual_hash import near_pairs, perceptual_hash

RADIUS = 8  # bits of 64 in which the hashes of near duplicates may differ
CORRELATION = 0.97  # that their grey thumbnails must have; both measured on HAM10000, see docs/decisions.md
MOST_PAIRS = 100_000
_AT_ONCE = 4096  # pairs of thumbnails compared in one step


def find_duplicates(
    dataset: Dataset,
    inspection: Inspection | None = None,
    *,
    radius: int = RADIUS,
    correlation: float = CORRELATION,
    most: int = MOST_PAIRS,
) -> pd.DataFrame:
    """Find the pairs of samples that show the same picture.

    Exact copies (equal bytes) are each paired with the first of them. Of all pictures without those copies, every pair
    is compared: near duplicates differ in few bits of their perceptual hash, and their thumbnails correlate as well,
    because dermoscopic pictures of different lesions often share a hash. Turned or mirrored copies are not found.

    Args:
        dataset: pictures that cannot be read are left out.
        inspection: from `data.inspection.inspect`, where the pictures have been opened already.
        radius: 0..64 bits.
        correlation: Pearson's, of the 32 × 32 grey levels, in [-1, 1].
        most: where there are more near pairs than that, the search stops.

    Returns:
        One row per pair, exact copies first, then the most alike: `sample`, `other` (ids; `other` comes later in the
        table), `distance` (int64, bits of 64), `correlation` (float64), `exact` (bool), `same_group` (bool; False where
        a sample has no group), `same_split` (bool), `same_label` (bool).
        `attrs`: `radius`, `correlation`, `pictures` (number compared), `complete` (False: the search was stopped).
    """
    inspection = inspect(dataset) if inspection is None else inspection
    rows = np.flatnonzero(inspection.usable)
    first, copy = _copies(inspection.digests[rows])
    unique = np.setdiff1d(rows, rows[copy])
    near, complete = _near(inspection.thumbnails[unique], radius, correlation, most)
    table = pd.DataFrame(
        {
            "first": np.concatenate([rows[first], unique[near["first"]]]),
            "second": np.concatenate([rows[copy], unique[near["second"]]]),
            "distance": np.concatenate([np.zeros(len(copy), int), near["distance"]]).astype("int64"),
            "correlation": np.concatenate([np.ones(len(copy)), near["correlation"]]),
            "exact": np.repeat([True, False], [len(copy), len(near["first"])]),
        }
    )
    found = _named(table, dataset.samples)
    found.attrs = {"radius": radius, "correlation": correlation, "pictures": len(rows), "complete": complete}
    return found


def _copies(digests: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(first, copy): each later row of equal digests with the earliest."""
    keys = digests.view("S32") if len(digests) else np.zeros((0, 1), "S32")
    _, earliest, inverse = np.unique(keys.reshape(-1), return_index=True, return_inverse=True)
    copy = np.flatnonzero(earliest[inverse] != np.arange(len(digests)))
    return earliest[inverse][copy], copy


def _near(thumbnails: np.ndarray, radius: int, correlation: float, most: int) -> tuple[dict[str, np.ndarray], bool]:
    parts, total = [], 0
    for part in _alike(thumbnails, radius, correlation):
        parts.append(part)
        total += part.shape[1]
        if total > most:
            break
    first, second, distance, alike = np.concatenate(parts, axis=1)[:, :most] if parts else np.zeros((4, 0))
    found = {"first": first.astype(int), "second": second.astype(int), "distance": distance, "correlation": alike}
    return found, total <= most


def _alike(thumbnails: np.ndarray, radius: int, correlation: float) -> Iterator[np.ndarray]:
    """Blocks (4, m): first, second, distance, correlation."""
    for first, second, distance in near_pairs(perceptual_hash(thumbnails), radius):
        for start in range(0, len(first), _AT_ONCE):
            part = slice(start, start + _AT_ONCE)
            alike = _correlations(thumbnails[first[part]], thumbnails[second[part]])
            keep = alike >= correlation
            yield np.stack([values[part][keep] for values in (first, second, distance)] + [alike[keep]])


def _correlations(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Pearson's correlation (m,) of thumbnails (m, y, x); 0 where one of the two is of a single grey level."""
    flat = [values.reshape(len(values), -1).astype(np.float64) for values in (one, other)]
    left, right = (values - values.mean(axis=1, keepdims=True) for values in flat)
    size = np.sqrt((left**2).sum(axis=1) * (right**2).sum(axis=1))
    return np.divide((left * right).sum(axis=1), size, out=np.zeros(len(size)), where=size > 0)


def _named(table: pd.DataFrame, samples: pd.DataFrame) -> pd.DataFrame:
    table = table.assign(closeness=-table["correlation"])
    table = table.sort_values(["exact", "distance", "closeness", "first", "second"], ascending=[False, *[True] * 4])
    one, other = (samples.iloc[table[column]].reset_index(drop=True) for column in ("first", "second"))
    measured = table[["distance", "correlation", "exact"]].reset_index(drop=True)
    named = pd.DataFrame({"sample": one["sample"], "other": other["sample"]})
    same = {f"same_{role}": one[role] == other[role] for role in ("group", "split", "label")}
    same["same_group"] &= one["group"] != ""
    return pd.concat([named, measured, pd.DataFrame(same)], axis="columns")
