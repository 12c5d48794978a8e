"""All figures of a projection, epoch by epoch, in the form in which the manifest keeps them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from analysis.projections.contract import COMPONENTS, SEED, Embeddings, Projection
from analysis.projections.distortion import NEAR, nearest_on_plane
from analysis.projections.quality.excerpt import excerpt
from analysis.projections.quality.frozen import frozen_step
from analysis.projections.quality.kept import neighbors_kept
from analysis.projections.quality.label_purity import label_purity
from analysis.projections.quality.motion import Motion
from analysis.projections.quality.ranks import trustworthiness_and_continuity
from analysis.projections.quality.subset import Subset, choose
from data.progress import progress

SUBSET_SIZE = 2000  # samples of trustworthiness: 0.5 s an epoch at 1,280 features, and grows with the square
FIGURES = ("trustworthiness", "continuity", "neighbors_kept", "label_purity", "label_purity_full")
DIGITS = 6

Read = Callable[[int], np.ndarray]


def measure(
    module: Projection,
    embeddings: Embeddings,
    positions: Read,
    neighbors: Read,
    *,
    components: int = COMPONENTS,
    seed: int = SEED,
) -> dict:
    """Measure one projection; one pass over the embeddings, two epochs in memory at a time.

    Args:
        module: the projection's module, which runs once more for the frozen-epoch test.
        embeddings: the run's embeddings, labels and margins.
        positions: epoch -> (n, 2) float32, as the screen shows them.
        neighbors: epoch -> (n, k) int32, the store's exact neighbors in the embedding, nearest first.
        components: what the method was asked for; of three the first two are judged.
        seed: as it was computed with.

    Returns:
        `k` neighbors looked at; `subset` (id, size, rule) of trustworthiness and continuity, the other figures are of
        all samples; lists with one figure an epoch: the names of `FIGURES` and `motion_fidelity`; and
        `motion_fidelity_run`, `frozen` with its `frozen_subset`. None where a figure is undefined: never NaN.
    """
    subset, some = choose(embeddings.labels, size=SUBSET_SIZE), excerpt(embeddings)
    columns: dict[str, list[float | None]] = {name: [] for name in (*FIGURES, "motion_fidelity")}
    motion, k, sound = Motion(), 0, True
    for epoch, values in progress(
        embeddings, label=f"{module.TITLE}: quality", total=len(embeddings.epochs), unit="epochs"
    ):
        near, place = neighbors(epoch), positions(epoch)
        k = max(0, min(NEAR, near.shape[1], (len(subset.rows) - 1) // 2))
        figures = _at_epoch(values, place, near[:, :k], labels=embeddings.labels, subset=subset)
        figures["motion_fidelity"] = motion.step(values, place)
        for name, column in columns.items():
            column.append(_rounded(figures.get(name)))
        some.keep(epoch, values)
        sound = sound and bool(np.isfinite(values).all())
    frozen = frozen_step(module, some.embeddings(), components=components, seed=seed) if sound else None
    return {
        "k": k,
        "subset": subset.facts,
        **columns,
        "motion_fidelity_run": _rounded(motion.whole_run()),
        "frozen": _rounded(frozen),
        "frozen_subset": some.facts,
    }


def _at_epoch(
    values: np.ndarray, place: np.ndarray, near: np.ndarray, *, labels: np.ndarray, subset: Subset
) -> dict[str, float | None]:
    if not near.shape[1] or not (_spread(values) and _spread(place)):
        return {}
    trusted, continuous = trustworthiness_and_continuity(values[subset.rows], place[subset.rows], near.shape[1])
    on_plane = nearest_on_plane(place, near.shape[1])
    return {
        "trustworthiness": trusted,
        "continuity": continuous,
        "neighbors_kept": neighbors_kept(near, on_plane),
        "label_purity": label_purity(on_plane, labels),
        "label_purity_full": label_purity(near, labels),
    }


def _spread(values: np.ndarray) -> bool:
    """Whether all is finite and not all samples lie in one point."""
    return bool(np.isfinite(values).all() and (values != values[0]).any())


def _rounded(value: float | None) -> float | None:
    return None if value is None or not np.isfinite(value) else round(float(value), DIGITS)
