"""Small run stores for what is made of runs: folds, augmented scores, other splits. Numpy through the real writer."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.store import layout
from analysis.store.augmented_scores import write_tta
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from tests.tiny_store import SAMPLES, build

TTA = {"draws": 4, "augment": "flips", "seed": 0, "batch": 64, "plain_included": False, "key": "k"}


def folds(folder: Path, *, count: int = 3, tta: bool = False) -> list[str]:
    """Runs of the folds of one cross-validation: lesions go to folds in turn, the last dozen samples are test."""
    whole = build(folder / "whole", seed=7)
    locations = []
    for fold in range(count):
        location = str(shutil.copytree(whole, folder / f"cv_fold_{fold + 1}"))
        samples = Run(location).samples.copy()
        number = (np.arange(SAMPLES) // 2) % count
        number[-12:] = -1
        samples["fold"] = number
        samples["split"] = np.where(number < 0, "test", np.where(number == fold, "validation", "train"))
        writer = RunWriter(location, "")
        writer.manifest["run"] = f"cv_fold_{fold + 1}"
        writer.save()
        writer.table(layout.SAMPLES, samples)
        reweigh(location, seed=fold)
        if tta:
            augment(location, 5, seed=fold)
        locations.append(location)
    shutil.rmtree(whole)
    return locations


def reweigh(location: str, *, seed: int) -> None:
    """Change the scores of every epoch a little, as another model would."""
    run, random = Run(location), np.random.default_rng(seed)
    arrays = RunWriter(location, "").arrays(list(run.samples["sample"]), run.classes)
    for epoch in run.epochs:
        arrays.write("scores", epoch, mixed(run.scores(epoch), random))


def augment(location: str, epoch: int, *, seed: int = 0) -> np.ndarray:
    """Give one epoch augmented scores; returns them."""
    scores = mixed(Run(location).scores(epoch), np.random.default_rng(100 + seed))
    write_tta(RunWriter(location, ""), epoch, scores, TTA)
    return scores


def mixed(scores: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Scores mixed with noise, rows summing to 1, float32."""
    return (0.7 * scores + 0.3 * random.dirichlet(np.ones(scores.shape[1]), len(scores))).astype(np.float32)


def sibling(location: str, target: Path, *, seed: int = 1, samples: pd.DataFrame | None = None) -> str:
    """A copy of a run with other scores, and another table of samples where one is given."""
    shutil.copytree(location, target)
    writer = RunWriter(str(target), target.name)
    writer.manifest["run"] = target.name
    writer.save()
    if samples is not None:
        writer.table(layout.SAMPLES, samples)
    reweigh(str(target), seed=seed)
    return str(target)
