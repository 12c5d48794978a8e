"""`analysis metadata`: what age, sex or site alone tell, as a run of scores that an ensemble may take in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pandas as pd
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from analysis.contract import StoreError
from analysis.sets.publishing import publish
from analysis.store.reader import Run
from analysis.store.score_run import METADATA, OUT_OF_FOLD, ScoreRun, check_place, is_current
from analysis.subject import digest
from data.metadata_encoding import encode, fit_encoding

SEED = 0
Weights = str | None
MODELS: dict[str, Callable[[Weights], LogisticRegression | HistGradientBoostingClassifier]] = {
    "logistic": lambda weights: LogisticRegression(max_iter=1000, class_weight=weights),
    # Few rows and few columns: short trees with large leaves, no early stopping, which would need a split of its own.
    "boosting": lambda weights: HistGradientBoostingClassifier(
        max_iter=100,
        max_leaf_nodes=8,
        min_samples_leaf=20,
        learning_rate=0.1,
        early_stopping=False,
        random_state=SEED,
        class_weight=weights,
    ),
}


def make_metadata_run(
    location: str, columns: Sequence[str], out: str, *, model: str = "logistic", class_weights: bool = False
) -> bool:
    """Fit a classifier on metadata alone where a run's network was trained, score every sample, write it as a run.

    Beside an out-of-fold run it is fitted once for each fold, on the other folds; test samples get the mean. Nothing
    of the samples that are scored as held out enters the encoding or the model.

    Args:
        location: a run that names the samples, their splits and their metadata.
        columns: metadata columns.
        out: the run store to write.
        model: a name of `MODELS`.
        class_weights: classes weigh alike in the fit; otherwise scores keep the classes' shares.

    Returns:
        False when `out` was up to date.

    Raises:
        DataError: no such column.
        StoreError: no training samples, or training samples of one class only.
    """
    check_place(out)
    run = Run(location)
    key = digest([METADATA, list(columns), model, class_weights, run.classes, run.samples.to_json(orient="split")])
    if is_current(out, key):
        return False
    scores, features = _scored(run, columns, model, "balanced" if class_weights else None)
    reads = f"{model.capitalize()} on {', '.join(columns)} alone ({features} features), no picture."
    member = {"run": run.name, "location": run.location, "kind": run.kind, "role": "samples and splits"}
    how = {"reads": reads, "model": model, "columns": list(columns), "class_weights": class_weights, "seed": SEED}
    facts = {"members": [member], "set": how}
    publish(out, ScoreRun(METADATA, 0, run.classes, run.samples, scores, key=key, facts=facts), run)
    return True


def _scored(run: Run, columns: Sequence[str], model: str, weights: Weights) -> tuple[np.ndarray, int]:
    """Scores of every sample (n, c), and the number of features."""
    scores, times = np.zeros((len(run.samples), len(run.classes))), np.zeros(len(run.samples))
    features = 0
    for samples, judged in _fits(run):
        encoding = fit_encoding(samples, columns)
        numbers = encode(encoding, samples)
        features = numbers.shape[1]
        learned = ((samples["split"] == "train") & (run.labels >= 0)).to_numpy()
        labels = run.labels[learned]
        if len(np.unique(labels)) < 2:
            raise StoreError(
                f"{run.name} has {learned.sum()} training samples of {len(np.unique(labels))} classes; at least two "
                "classes are needed. Its dataset must be divided: see python -m data check."
            )
        with threadpool_limits(1):  # a few columns: threads would wait for each other most of the time
            fitted = MODELS[model](weights).fit(numbers[learned], labels)
            scores[np.ix_(judged, fitted.classes_)] += fitted.predict_proba(numbers[judged])
        times[judged] += 1
    return scores / times[:, None], features


def _fits(run: Run) -> Iterator[tuple[pd.DataFrame, np.ndarray]]:
    """Tables whose split "train" may be learned from, each with the row numbers to be scored by that fit."""
    samples = run.samples
    if run.kind != OUT_OF_FOLD:
        yield samples, np.arange(len(samples))
        return
    folds = samples["fold"].to_numpy()
    for fold in np.unique(folds[folds >= 0]):
        split = np.where(folds < 0, samples["split"], np.where(folds == fold, "validation", "train"))
        yield samples.assign(split=split), np.flatnonzero((folds == fold) | (folds < 0))
