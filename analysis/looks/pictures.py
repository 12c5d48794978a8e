"""What the measures compare of every picture of a run, and the similarity of any pairs of them."""

from __future__ import annotations

import numpy as np

from analysis.looks.contract import Measure
from analysis.store.thumbnails import CELL, PER_PAGE, Thumbnails
from data.progress import progress

BLOCK = 2048  # pairs at once: 33 MB at SSIM's 8 kB a picture


def prepare(thumbnails: Thumbnails, measures: dict[str, Measure]) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Read every thumbnail once.

    Returns:
        name of a measure -> (n, f); and (n, 16 * 16 * 3) float32, the pixels in [0, 255], averaged over blocks of 6.
    """
    parts: dict[str, list[np.ndarray]] = {name: [] for name in measures}
    pixels, n = [], thumbnails.count
    starts = range(0, n, PER_PAGE)
    for start in progress(starts, label="Looks: pictures", total=len(starts), unit="pages"):
        cells = thumbnails.many(range(start, min(start + PER_PAGE, n)))
        for name, measure in measures.items():
            parts[name].append(measure.prepare(cells))
        small = cells.reshape(len(cells), 16, CELL // 16, 16, CELL // 16, 3).mean(axis=(2, 4), dtype=np.float32)
        pixels.append(small.reshape(len(cells), -1))
    return {name: np.concatenate(part) for name, part in parts.items()}, np.concatenate(pixels)


class Pairs:
    """Similarity of pairs of pictures by one measure; what the last call compared is not compared again.

    Neighborhoods change slowly and are often mutual: on HAM10000 this saves more than half of the work.

    Args:
        measure: of looks.
        prepared: (n, f) what it compares.
    """

    def __init__(self, measure: Measure, prepared: np.ndarray):
        self.measure, self.prepared = measure, prepared
        self._keys, self._values = np.empty(0, np.int64), np.empty(0, np.float32)

    def of(self, *partners: np.ndarray) -> list[np.ndarray]:
        """Similarity of every sample to each of its partners.

        Args:
            partners: (n, k) row numbers each, -1 for none.

        Returns:
            (n, k) float32 for each of them; NaN for no partner.
        """
        n = len(self.prepared)
        keys = [_keys(rows, n) for rows in partners]
        known = np.unique(np.concatenate([each[each >= 0] for each in keys]))
        values = self._of(known)
        self._keys, self._values = known, values
        found = [np.full(each.shape, np.nan, np.float32) for each in keys]
        for each, part in zip(keys, found, strict=True):
            part[each >= 0] = values[np.searchsorted(known, each[each >= 0])]
        return found

    def _of(self, keys: np.ndarray) -> np.ndarray:
        values = np.empty(len(keys), np.float32)
        places = np.searchsorted(self._keys, keys)
        old = np.zeros(len(keys), bool)
        inside = places < len(self._keys)
        old[inside] = self._keys[places[inside]] == keys[inside]
        values[old] = self._values[places[old]]
        fresh = np.flatnonzero(~old)
        for start in range(0, len(fresh), BLOCK):
            chosen = fresh[start : start + BLOCK]
            first, second = np.divmod(keys[chosen], len(self.prepared))
            values[chosen] = self.measure.alike(self.prepared[first], self.prepared[second])
        return values


def _keys(partners: np.ndarray, n: int) -> np.ndarray:
    """One number a pair, whichever comes first; -1 for none."""
    rows, others = np.arange(len(partners))[:, None], partners.astype(np.int64)
    return np.where(others < 0, -1, np.minimum(rows, others) * n + np.maximum(rows, others))
