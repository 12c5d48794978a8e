"""A folder of runs with everything that is made of runs: folds, their pool, metadata, ensembles, augmented scores."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from analysis import probing
from analysis.evaluation import update_metrics
from analysis.sets.ensembles import make_ensemble
from analysis.sets.metadata import make_metadata_run
from analysis.sets.pooling import pool_folds
from analysis.store.writer import RunWriter
from tests import score_runs


def build(folder: Path) -> str:
    """Runs cv_fold_1 to 3 (with augmented scores, the first with baselines), cv, meta, both and ranks."""
    folds = score_runs.folds(folder, tta=True)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(probing, "pixels_of", lambda run: np.random.default_rng(0).random((60, 12)))
        for location in folds:
            writer = RunWriter(location, "")
            writer.manifest["keys"] = {}
            writer.save()
            update_metrics(writer, keep=False)
        probing.update_baselines(RunWriter(folds[0], ""))
    pool_folds(folds, str(folder / "cv"))
    make_metadata_run(str(folder / "cv"), ["age", "sex"], str(folder / "meta"))
    pair = [str(folder / "cv"), str(folder / "meta")]
    make_ensemble(pair, str(folder / "both"), rule="weighted")
    make_ensemble(pair, str(folder / "ranks"), rule="rank_mean")
    return str(folder)
