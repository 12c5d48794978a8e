"""SHAP: Shapley values of a grid of picture cells (Owen values), through the shap package."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from types import MappingProxyType
from typing import Any

import numpy as np

from analysis.contract import Unsupported
from analysis.explainers.compiled import compiled, picture_shape
from analysis.explainers.completeness import baselines, completeness_gap, promise
from analysis.explainers.grid import GridMasker, cell_of_pixel
from analysis.explainers.targets import batch_size, distinct, explained_logits
from checkpoints.probe import Probe

TITLE = "SHAP (Owen values)"
SIGNED = True
SOURCE = "Lundberg & Lee 2017, arXiv:1705.07874; Owen 1977 (hierarchy); shap.PartitionExplainer"
SETTINGS: Mapping[str, Any] = MappingProxyType(
    {
        "baseline": "mean",  # what a hidden cell is filled with
        "grid": None,  # cells a side; None: 8 up to 128 pixels, 16 beyond
        "evaluations": 500,  # pictures with cells hidden that the model sees, per picture; all classes share them
        "seed": 0,  # of the order among equally important cells
    }
)
SMALL_SIDE, SMALL_GRID, LARGE_GRID = 128, 8, 16

_NUMPY_STATE = threading.RLock()


def explain(
    probe: Probe,
    images: np.ndarray,
    classes: np.ndarray,
    *,
    baseline: str = SETTINGS["baseline"],
    grid: int | None = SETTINGS["grid"],
    evaluations: int = SETTINGS["evaluations"],
    seed: int = SETTINGS["seed"],
) -> np.ndarray:
    """Share out f(image) - f(baseline) among the cells of a grid.

    Exact where `evaluations` suffices for every coalition of the hierarchy (4 x 4: 172, 8 x 8: 2,732); below that the
    cells that matter most for any class are resolved first and the rest share alike within their block. With the
    defaults a trained MobileNetV2 at 96 pixels (7 classes) gave 4 x 4 blocks within 0.3 % of exact, and single cells
    at a correlation of 0.78 with exact ones (1,000 evaluations: 0.90).

    Args:
        images: (m, y, x, channels) float32 in the model's own pixel range.
        classes: (m,) int target class; all classes of a picture cost as much as one.
        baseline: one of `completeness.BASELINES`, shown where a cell is hidden.
        grid: cells along each side.
        evaluations: forward passes per picture.
        seed: of shap's order among ties.

    Returns:
        (m, grid, grid) float32, signed; sums to f(image) - f(baseline).

    Raises:
        Unsupported: more cells than pixels, or an unknown baseline.
    """
    images = np.asarray(images, np.float32)
    cells = grid or (SMALL_GRID if max(probe.anatomy.input_size) <= SMALL_SIDE else LARGE_GRID)
    if not 2 <= cells <= min(probe.anatomy.input_size):
        raise Unsupported(f"SHAP needs 2 to {min(probe.anatomy.input_size)} cells a side here. Found {cells}.")
    rows, picture_of = distinct(images)
    pictures = images[rows]
    compared_with = baselines(probe, pictures, baseline)
    promised, _ = promise(probe, pictures, compared_with)
    maps = np.full((len(images), cells, cells), np.nan, np.float32)
    for place in np.flatnonzero(np.isfinite(promised).all(axis=1)):
        with _numpy_state_kept(seed):
            values = _owen_values(probe, pictures[place], compared_with[place], cells, evaluations)
        pairs = np.flatnonzero(picture_of == place)
        maps[pairs] = values[classes[pairs]]
    return maps


def residual(probe: Probe, images: np.ndarray, classes: np.ndarray, maps: np.ndarray, **options: Any) -> np.ndarray:
    """The additivity gap, (m,) float32 share of the logit range; see `completeness_gap`."""
    return completeness_gap(probe, images, classes, maps, **options)


def _owen_values(
    probe: Probe, picture: np.ndarray, compared_with: np.ndarray, cells: int, evaluations: int
) -> np.ndarray:
    """(c, cells, cells) float64: every class from the same forward passes."""
    import tensorflow as tf

    spec = tf.TensorSpec(picture_shape(probe), tf.float32)
    function = compiled(probe, ("shap", cells), _logits_of_masked, spec, spec, tf.TensorSpec((None, cells**2)))
    fixed = tf.constant(picture), tf.constant(np.ascontiguousarray(compared_with))

    def logits(bits: np.ndarray) -> np.ndarray:
        return function(*fixed, tf.constant(bits)).numpy()

    explainer = _shap().PartitionExplainer(logits, GridMasker(cells))
    masks = batch_size(probe.anatomy.input_size)
    explained = explainer(np.ones((1, cells**2)), max_evals=evaluations, batch_size=masks, silent=True)
    return explained.values[0].T.reshape(-1, cells, cells)


def _shap() -> Any:
    """The shap package, loaded when it is first needed (1.4-2.3 s, and it brings matplotlib).

    In a thread of its own: shap keeps the errors of optional imports, and with them every frame that was calling,
    which would keep the first probe and its model in memory for good.
    """
    with ThreadPoolExecutor(1) as alone:
        return alone.submit(import_module, "shap").result()


def _logits_of_masked(probe: Probe, picture: Any, compared_with: Any, bits: Any) -> Any:
    """(b, c): the logits of a picture with the cells of each row of bits (b, cells²) shown and the others hidden."""
    import tensorflow as tf

    cells = int(bits.shape[1] ** 0.5)
    shown = tf.gather(bits, cell_of_pixel(probe.anatomy.input_size, cells), axis=1)[..., None]
    return explained_logits(probe, compared_with + shown * (picture - compared_with))


@contextmanager
def _numpy_state_kept(seed: int) -> Iterator[None]:
    """Seed numpy's global random state for shap, which breaks ties with it, and put it back afterwards."""
    with _NUMPY_STATE:
        before = np.random.get_state()
        np.random.seed(seed)
        try:
            yield
        finally:
            np.random.set_state(before)
