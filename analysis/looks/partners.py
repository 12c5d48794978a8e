"""Whom a sample is compared with: its nearest neighbors, and the others that no network chose."""

from __future__ import annotations

import numpy as np

from analysis.metrics.validity import group_codes
from analysis.neighbors.engine import search
from analysis.neighbors.whom import Population, Whom
from analysis.store.reader import Run

NEAREST = 10  # neighbors of each sample
DRAWN = 10  # others of each sample for a baseline, drawn with replacement
SEED = 0
ROUNDS = 32  # draws anew where a forbidden partner came out; what is left then has none
ALL, OTHER_GROUPS = "all", "other_groups"


def groups(run: Run) -> np.ndarray:
    """(n,) int code of each sample's group; a sample without a group is one of its own."""
    return group_codes(run.samples["group"].to_numpy(), len(run.samples))


def populations(run: Run) -> tuple[str, ...]:
    """Whom neighbors are sought among: all, and those of other groups where some group has two samples."""
    codes = groups(run)
    return (ALL, OTHER_GROUPS) if len(np.unique(codes)) < len(codes) else (ALL,)


def listed(run: Run) -> int:
    """How many neighbors of each sample are looked at: ten, or as many as the store has."""
    return min(NEAREST, int(run.manifest["neighbors"]["k"]))


def nearest(run: Run, epoch: int, among: str) -> np.ndarray:
    """The nearest neighbors by Euclidean distance of the embeddings.

    Without a list of its own, those of other groups come from the list among all: exactly the nearest ones, but fewer
    where that list runs out.

    Returns:
        (n, 10) int row numbers, nearest first, -1 where fewer exist.
    """
    if ("euclidean", among) in run.neighbor_lists:
        return run.neighbors(epoch, "euclidean", among)[:, :NEAREST]
    return of_other_groups(run.neighbors(epoch), groups(run))


def nearest_by_pixels(pixels: np.ndarray, codes: np.ndarray, among: tuple[str, ...]) -> dict[str, np.ndarray]:
    """The nearest by Euclidean distance of pixels, for each of `among`: (n, 10) as `nearest`.

    Args:
        pixels: (n, f) float32.
        codes: (n,) of groups.
    """
    whom = {name: Whom(other_groups=name == OTHER_GROUPS) for name in among}
    everybody = Population(np.zeros(len(codes), np.int32), codes.astype(np.int32), whom)
    found, _ = search(pixels, NEAREST, everybody, metric="euclidean", label="Looks: nearest by pixels")
    return {name: rows for name, (rows, _) in found.items()}


def of_other_groups(neighbors: np.ndarray, codes: np.ndarray) -> np.ndarray:
    """The first neighbors that are not of the sample's own group.

    Args:
        neighbors: (n, k) int row numbers, nearest first, -1 for none.
        codes: (n,) of groups.

    Returns:
        (n, at most 10) int row numbers, -1 where the list has no more.
    """
    allowed = (neighbors >= 0) & (codes[neighbors] != codes[:, None])
    order = np.argsort(~allowed, axis=1, kind="stable")[:, :NEAREST]
    kept = np.where(allowed, neighbors, -1)
    return np.take_along_axis(kept, order, axis=1)


def drawn(labels: np.ndarray, codes: np.ndarray, baseline: str) -> np.ndarray:
    """Others drawn by lot for every sample, never of its own group.

    Args:
        labels: (n,) class index; -1 (unknown) has neither the same nor another label.
        codes: (n,) of groups; all different leaves out the sample itself alone.
        baseline: "random", "same_label" or "other_label".

    Returns:
        (n, 10) int row numbers, -1 where there are none (or hardly any) to draw.
    """
    n, known = len(labels), labels >= 0
    order = np.argsort(labels, kind="stable")
    first = np.searchsorted(labels[order], labels)
    size = np.searchsorted(labels[order], labels, side="right") - first
    unknown = int((~known).sum())
    if baseline == "random":
        first, size, span = np.zeros(n, np.int64), np.full(n, n), n
    elif baseline == "same_label":
        size, span = np.where(known, size, 0), n
    else:  # the ring of samples of a known label, less the sample's own class
        order, span = order[unknown:], n - unknown
        first, size = first - unknown + size, np.where(known, span - size, 0)
    return _draw(order, span, first, size, codes)


def _draw(order: np.ndarray, span: int, first: np.ndarray, size: np.ndarray, codes: np.ndarray) -> np.ndarray:
    generator = np.random.default_rng(SEED)
    found = np.full((len(codes), DRAWN), -1, np.int64)
    rows, places = np.nonzero((found < 0) & (size > 0)[:, None])
    for _ in range(ROUNDS):
        offsets = generator.integers(size[rows])
        others = order[(first[rows] + offsets) % span]
        allowed = codes[others] != codes[rows]
        found[rows[allowed], places[allowed]] = others[allowed]
        rows, places = rows[~allowed], places[~allowed]
        if not len(rows):
            break
    return found
