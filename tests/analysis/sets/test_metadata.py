"""Models on metadata alone: fitted where the network was, nothing of a held-out sample taken in."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from analysis.contract import StoreError
from analysis.sets.ensembles import make_ensemble
from analysis.sets.metadata import make_metadata_run
from analysis.sets.pooling import pool_folds
from analysis.store.reader import Run
from data.contract import DataError
from data.metadata_encoding import encode, fit_encoding
from tests import score_runs


def test_scores_are_scikit_learns_of_the_training_split(tiny_run, tmp_path):
    out, run = str(tmp_path / "meta"), Run(tiny_run)
    assert make_metadata_run(tiny_run, ["age", "sex"], out)
    numbers = encode(fit_encoding(run.samples, ["age", "sex"]), run.samples)
    train = run.rows("train")
    model = LogisticRegression(max_iter=1000).fit(numbers[train], run.labels[train])
    made = Run(out)
    np.testing.assert_allclose(made.scores(0), model.predict_proba(numbers), atol=1e-6)
    assert (made.kind, made.epochs) == ("metadata", [0])
    assert "age, sex alone" in made.manifest["set"]["reads"]
    assert not make_metadata_run(tiny_run, ["age", "sex"], out)
    assert make_metadata_run(tiny_run, ["age", "sex"], out, class_weights=True)


def test_beside_folds_each_is_scored_by_a_fit_without_it(fold_runs, tmp_path):
    pooled, out = str(tmp_path / "cv"), str(tmp_path / "meta")
    pool_folds(fold_runs, pooled)
    make_metadata_run(pooled, ["age"], out)
    run = Run(pooled)
    folds = run.samples["fold"].to_numpy()
    by_fold = []
    for fold in range(3):
        samples = run.samples.assign(split=np.where((folds >= 0) & (folds != fold), "train", "test"))
        numbers = encode(fit_encoding(samples, ["age"]), samples)
        train = (samples["split"] == "train").to_numpy()
        by_fold.append(LogisticRegression(max_iter=1000).fit(numbers[train], run.labels[train]).predict_proba(numbers))
    wanted = np.where((folds >= 0)[:, None], np.stack(by_fold)[folds, np.arange(60)], np.mean(by_fold, axis=0))
    np.testing.assert_allclose(Run(out).scores(0), wanted, atol=1e-6)
    both = str(tmp_path / "both")
    make_ensemble([pooled, out], both, rule="weighted", use="tta")
    assert [member["scores"] for member in Run(both).manifest["members"]] == ["tta", "plain"]


def test_boosting_is_the_same_twice(tiny_run, tmp_path):
    for name in ("one", "two"):
        make_metadata_run(tiny_run, ["age", "sex"], str(tmp_path / name), model="boosting")
    one, two = (Run(str(tmp_path / name)).scores(0) for name in ("one", "two"))
    np.testing.assert_array_equal(one, two)
    np.testing.assert_allclose(one.sum(axis=1), 1, rtol=1e-6)


def test_a_class_that_training_lacks_gets_no_score(tiny_run, tmp_path):
    samples = Run(tiny_run).samples.copy()
    rare = (samples["label"] == "melanoma") & (samples["split"] == "train")
    location = score_runs.sibling(
        tiny_run, tmp_path / "lacking", samples=samples.assign(split=samples["split"].where(~rare, "test"))
    )
    make_metadata_run(location, ["age"], str(tmp_path / "meta"))
    made = Run(str(tmp_path / "meta"))
    assert (made.scores(0)[:, 0] == 0).all() and np.allclose(made.scores(0).sum(axis=1), 1)


def test_bad_columns_and_undivided_runs_are_named(tiny_run, tmp_path):
    with pytest.raises(DataError, match=r"no metadata column 'site'.*'age', 'sex'"):
        make_metadata_run(tiny_run, ["site"], str(tmp_path / "meta"))
    samples = Run(tiny_run).samples
    one = samples[samples["split"] == "train"]["label"].iloc[0]
    single = score_runs.sibling(
        tiny_run, tmp_path / "single",
        samples=samples.assign(split=np.where(samples["label"] == one, samples["split"], "test")),
    )  # fmt: skip
    with pytest.raises(StoreError, match=r"training samples of 1 classes"):
        make_metadata_run(single, ["age"], str(tmp_path / "meta"))
