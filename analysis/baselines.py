"""Linear models beside the network: on raw pixels once, and on the embeddings of every epoch (linear probes)."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from PIL import Image
from sklearn.decomposition import PCA
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import LinearSVC

from analysis.metrics import summary
from analysis.store.reader import Run

if TYPE_CHECKING:
    from analysis.pictures import Decoded

PIXELS, EMBEDDING = "pixels", "embedding"
SIDE = 16  # pixels a side of the small picture: 768 numbers in colour
COMPONENTS = 256  # of 1,280 features: a third of the time of all, macro AUROC the same to 0.005
PENALTY = {"logistic": 0.01, "svm": 1.0}  # per training sample: C = 1 / (penalty · n)
TITLES = {"logistic": "Logistic regression", "svm": "Linear SVM"}
METRICS = ("balanced_accuracy", "macro_auroc", "accuracy", "auroc", "average_precision")  # of scores and margins alike
HELD_OUT = ("validation", "test")

Linear: TypeAlias = LogisticRegression | LinearSVC


@dataclass(frozen=True)
class Judged:
    """What every baseline of a run is fitted on and judged by.

    Attributes:
        labels: (n,) class index, -1 for a label that the model does not know.
        train: (t,) row numbers to fit on.
        held_out: split -> row numbers.
        groups: (n,) group names.
        n_classes: c.
    """

    labels: np.ndarray
    train: np.ndarray
    held_out: dict[str, np.ndarray]
    groups: np.ndarray
    n_classes: int


def judged_by(run: Run) -> Judged | str:
    """The rows to fit on and to judge by, or the reason why there are none, in words."""
    known = run.labels >= 0
    train = run.rows("train")
    train = train[known[train]]
    held_out = {split: rows[known[rows]] for split in HELD_OUT if len(rows := run.rows(split))}
    if len(np.unique(run.labels[train])) < 2 or not held_out:
        return "Baselines need a training split with two classes or more and a held-out split; this run has none."
    return Judged(run.labels, train, held_out, run.samples["group"].to_numpy(), len(run.classes))


def baselines(judged: Judged, features: np.ndarray, *, source: str, epoch: int | None = None) -> tuple[list[dict], int]:
    """Fit both models and judge them on every held-out split.

    Classes weigh alike in the fit, so that balanced accuracy is not a matter of the prior; so scores are no
    probabilities of this dataset and log loss is not given.

    Args:
        features: (n, d) float.
        source: `PIXELS` or `EMBEDDING`.
        epoch: of the embeddings; None for pixels.

    Returns:
        Rows of baselines.parquet, and how many fits stopped before they had converged.
    """
    rows: list[dict] = []
    reduced, stopped = _reduced(features, judged.train), 0
    for name in PENALTY:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always", ConvergenceWarning)
            model = _fitted(name, reduced[judged.train], judged.labels[judged.train])
        stopped += any(issubclass(warning.category, ConvergenceWarning) for warning in caught)
        for split, places in judged.held_out.items():
            scores = _scores(model, reduced[places], judged.n_classes)
            figures = summary(judged.labels[places], scores, judged.groups[places])
            for metric in (metric for metric in METRICS if metric in figures):
                value, low, high = figures[metric]
                row = {"epoch": epoch, "input": source, "model": name, "split": split, "metric": metric}
                rows.append(row | {"value": value, "low": low, "high": high})
    return rows, stopped


def _reduced(features: np.ndarray, train: np.ndarray) -> np.ndarray:
    """Features standardised and turned to their leading directions, both as the training rows say: (n, d')."""
    components = min(COMPONENTS, len(train), features.shape[1])
    steps = make_pipeline(StandardScaler(), PCA(components, svd_solver="covariance_eigh"))
    return steps.fit(features[train]).transform(features)


def _fitted(name: str, features: np.ndarray, labels: np.ndarray) -> Linear:
    settings = {"C": 1 / (PENALTY[name] * len(features)), "class_weight": "balanced"}
    if name == "logistic":
        return LogisticRegression(**settings, tol=1e-3, max_iter=300).fit(features, labels)
    # the primal problem, for there are more samples than features
    return LinearSVC(**settings, dual=False, tol=1e-2).fit(features, labels)


def _scores(model: Linear, features: np.ndarray, n_classes: int) -> np.ndarray:
    """(n, c) float64: probabilities or margins; a class that training had no sample of scores lowest."""
    if isinstance(model, LogisticRegression):
        own = np.asarray(model.predict_proba(features), np.float64)
    else:
        own = np.asarray(model.decision_function(features), np.float64)
        own = np.stack([-own, own], axis=1) if own.ndim == 1 else own
    scores = np.full((len(features), n_classes), own.min(initial=0.0) - 1)
    scores[:, model.classes_] = own
    return scores


def small_pictures(decoded: Decoded, side: int = SIDE) -> np.ndarray:
    """Every picture as few numbers: averaged over areas to `side` pixels a side.

    Returns:
        (n, side · side · channels) float32 in [0, 1].
    """
    parts = []
    for _, images in decoded.batches(128):
        parts += [_shrunk(image, side) for image in images]
    return np.stack(parts).astype(np.float32) / 255


def _shrunk(image: np.ndarray, side: int) -> np.ndarray:
    picture = Image.fromarray(image.squeeze(-1) if image.shape[-1] == 1 else image)
    return np.asarray(picture.resize((side, side), Image.Resampling.BOX)).ravel()
