"""A picture as a grid of cells that are shown or hidden, in the form that the shap package asks for."""

from __future__ import annotations

import numpy as np


class GridMasker:
    """Hands shap's PartitionExplainer one bit per cell; pixels are filled in later, inside the compiled graph.

    Attributes:
        shape: (1, cells), rows a masked sample has and bits to switch.
        clustering: (cells - 1, 4) float64 in SciPy's linkage form: the grid halved along its longer side (rows first)
            down to single cells, the same tree as `shap.maskers.Image` builds over pixels.
        immutable_outputs: shap need not copy what it is given.
    """

    immutable_outputs = True

    def __init__(self, cells: int):
        """cells: number of cells along each side."""
        self.shape = (1, cells * cells)
        self.clustering = halving_tree(cells)

    def __call__(self, mask: np.ndarray, row: np.ndarray) -> tuple[np.ndarray]:
        """The bits as they are: (1, cells) float32."""
        return (np.asarray(mask, dtype=np.float32)[None],)


def halving_tree(cells: int) -> np.ndarray:
    """The linkage matrix (cells² - 1, 4) of a square grid: children left and right, distance, leaves below."""
    rows: list[tuple[int, int, int, int]] = []
    leaves = np.arange(cells * cells).reshape(cells, cells)

    def merge(block: np.ndarray) -> int:
        if block.size == 1:
            return int(block[0, 0])
        height, width = block.shape
        halves = np.split(block, [height // 2]) if height >= width else np.split(block, [width // 2], axis=1)
        left, right = (merge(half) for half in halves)
        rows.append((left, right, block.size, block.size))
        return leaves.size + len(rows) - 1

    merge(leaves)
    return np.array(rows, dtype=np.float64).reshape(-1, 4)


def cell_of_pixel(size: tuple[int, int], cells: int) -> np.ndarray:
    """(y, x) int32: the cell, counted row by row, each pixel of a picture of this size lies in."""
    rows, columns = (np.arange(pixels) * cells // pixels for pixels in size)
    return (rows[:, None] * cells + columns).astype(np.int32)
