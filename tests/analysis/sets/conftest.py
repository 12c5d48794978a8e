"""Runs of folds and two sibling runs, made once and only read by the tests."""

from __future__ import annotations

import pytest

from tests import score_runs


@pytest.fixture(scope="session")
def fold_runs(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Three folds of one cross-validation with augmented scores at epoch 5."""
    return score_runs.folds(tmp_path_factory.mktemp("folds"), tta=True)


@pytest.fixture(scope="session")
def pair(tiny_run: str, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Two runs of the same samples with different scores."""
    return [tiny_run, score_runs.sibling(tiny_run, tmp_path_factory.mktemp("pair") / "other")]
