"""The inner loops of the exact search, compiled: keep the best of a tile, then measure those again in float64.

The loops hold no lock of Python's, so ordinary threads run them side by side: each has rows (or columns) of its own.
"""

from __future__ import annotations

import numpy as np
from numba import njit

CHUNK = 64  # comparisons made at once before anybody looks whether one came true


@njit(nogil=True, cache=True)
def replace_worst(values: np.ndarray, rows: np.ndarray, value: float, row: int) -> None:
    """Put a better candidate in the place of the worst one of a heap whose first element is the largest.

    Args:
        values: (w,) float32 heap.
        rows: (w,) int32, moved along.
    """
    here, below, size = 0, 1, len(values)
    while below < size:
        if below + 1 < size and values[below + 1] > values[below]:
            below += 1
        if values[below] <= value:
            break
        values[here], rows[here] = values[below], rows[below]
        here, below = below, 2 * below + 1
    values[here], rows[here] = value, row


@njit(nogil=True, cache=True)
def keep_along_rows(product, halves, corner, inside, values, rows, groups, span) -> None:
    """Offer the columns of a tile of the product to the heaps of its rows.

    Args:
        product: (y, x) float32, tile of the matrix of dot products.
        halves: (n,) float32, half the squared lengths: `halves[j] - product` orders the columns j of one row.
        corner: row and column of the whole matrix at which the tile begins.
        inside: columns [from, to) of the whole matrix that may be neighbors.
        values, rows: (n, w) heaps.
        groups: (n,) int32; two of the same group are no neighbors, -1 is no group.
        span: rows [from, to) of the tile.
    """
    start, stop = max(inside[0] - corner[1], 0), min(inside[1] - corner[1], product.shape[1])
    for y in range(span[0], span[1]):
        row = corner[0] + y
        limit, group = values[row, 0], groups[row]
        for first in range(start, stop, CHUNK):
            last, found = min(first + CHUNK, stop), 0
            line, half = product[y, first:last], halves[corner[1] + first : corner[1] + last]
            for x in range(len(line)):  # over slices from 0: only so does the compiler compare many at once
                found += half[x] - line[x] < limit
            if found:
                for x in range(first, last):
                    column = corner[1] + x
                    value = halves[column] - product[y, x]
                    if value < limit and (group < 0 or group != groups[column]):
                        replace_worst(values[row], rows[row], value, column)
                        limit = values[row, 0]


@njit(nogil=True, cache=True)
def keep_along_columns(product, halves, corner, inside, values, rows, groups, span) -> None:
    """The same tile seen from its columns: offer its rows to their heaps. `inside` are rows, `span` columns."""
    start, stop = max(inside[0] - corner[0], 0), min(inside[1] - corner[0], product.shape[0])
    limits = np.empty(CHUNK, np.float32)
    for first in range(span[0], span[1], CHUNK):
        last = min(first + CHUNK, span[1])
        for x in range(first, last):
            limits[x - first] = values[corner[1] + x, 0]
        for y in range(start, stop):
            row, half = corner[0] + y, halves[corner[0] + y]
            line, found = product[y, first:last], 0
            for x in range(len(line)):
                found += half - line[x] < limits[x]
            if found:
                for x in range(first, last):
                    column, value = corner[1] + x, half - product[y, x]
                    group = groups[column]
                    if value < limits[x - first] and (group < 0 or group != groups[row]):
                        replace_worst(values[column], rows[column], value, row)
                        limits[x - first] = values[column, 0]


@njit(nogil=True, cache=True, fastmath={"reassoc"})  # no contraction: equal vectors are at exactly 0
def distance(first: np.ndarray, second: np.ndarray, first_scale: float, second_scale: float) -> float:
    """Sum of squared differences of two float32 vectors in float64, each times its scale."""
    total = 0.0
    for place in range(len(first)):
        difference = np.float64(first[place]) * first_scale - np.float64(second[place]) * second_scale
        total += difference * difference
    return total


@njit(nogil=True, cache=True)
def measure(embeddings, scales, row, factor, out, span) -> None:
    """Exact distances (squared, where Euclidean) from one sample to the samples of `span` [from, to), into `out`.

    Args:
        scales: (n,) float64: ones; for cosine the inverse lengths, 0 for a zero vector.
    """
    for other in range(span[0], span[1]):
        if scales[row] == 0.0 or scales[other] == 0.0:
            out[other] = 1.0
        else:
            out[other] = factor * distance(embeddings[row], embeddings[other], scales[row], scales[other])


@njit(nogil=True, cache=True)
def refine(embeddings, scales, ids, bounds, values, rows, out_rows, out_distances, sure, factor, span) -> None:
    """Measure the candidates of the places of `span` in float64 and write the k nearest, ties by row number.

    Args:
        embeddings: (n, d) float32 as they came, by row; `scales` as in `measure`.
        ids: (n,) row of each place; heaps and bounds go by place.
        bounds: (n, 2) float64, by place: the true distance is at least `bounds[0] + bounds[1] * value`.
        values, rows: (n, w) heaps, spent afterwards.
        out_rows, out_distances: (n, k) int32 and float64, by row, filled with -1 and NaN before.
        factor: 1, or 0.5 where the metric is cosine.
        sure: (n,) bool by row: whether no other sample can be nearer than the last one written.
    """
    k, width = out_rows.shape[1], values.shape[1]
    exact, known = np.empty(width, np.float64), np.empty(width, np.int64)
    for place in range(span[0], span[1]):
        row, offset, slope = ids[place], bounds[place, 0], bounds[place, 1]
        unseen = offset + slope * values[place, 0]
        order, count, farthest = np.argsort(values[place]), 0, 0.0
        for candidate in order:
            lowest = offset + slope * values[place, candidate]
            if rows[place, candidate] < 0 or (count >= k and lowest > farthest):
                break
            other = ids[rows[place, candidate]]
            found = factor * distance(embeddings[row], embeddings[other], scales[row], scales[other])
            farthest = max(farthest, found) if count < k else farthest
            at = count
            while at > 0 and (exact[at - 1] > found or (exact[at - 1] == found and known[at - 1] > other)):
                exact[at], known[at] = exact[at - 1], known[at - 1]
                at -= 1
            exact[at], known[at] = found, other
            count += 1
        for at in range(min(k, count)):
            out_rows[row, at], out_distances[row, at] = known[at], exact[at]
        sure[row] = rows[place, 0] < 0 or (count >= k and exact[k - 1] < unseen)


@njit(nogil=True, cache=True)
def first_allowed(order, distances, row, part, parts, groups, out_rows, out_distances) -> None:
    """The first k of an order of all samples that may be neighbors of a row.

    Args:
        order: (n,) rows, nearest first; `distances` (n,) float64 by row.
        part: number in `parts` (n,) that a neighbor must have, -1 for any.
        groups: (n,) int32, -1 for no group.
        out_rows, out_distances: (k,), written from the front.
    """
    count = 0
    for other in order:
        if count == len(out_rows):
            break
        apart = groups[row] < 0 or groups[row] != groups[other]
        if other != row and apart and (part < 0 or parts[other] == part):
            out_rows[count], out_distances[count] = other, distances[other]
            count += 1
