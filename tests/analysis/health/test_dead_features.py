"""Features that are the same for every picture."""

from types import SimpleNamespace

import numpy as np
import pytest

from analysis.health import dead_features
from tests.analysis.health.table import run, table


def test_the_share_of_features_without_spread():
    embeddings = np.random.default_rng(0).normal(size=(20, 8)).astype(np.float32)
    embeddings[:, 1], embeddings[:, 4] = 0, 0.3
    embeddings[:, 6] = np.float32(0.3) * (1 + np.tile([0, 1.2e-7], 10).astype(np.float32))  # one step of float32
    measured = dead_features.measure(SimpleNamespace(embeddings=embeddings))
    assert measured == {"dead_features": pytest.approx(3 / 8)}
    assert dead_features.measure(SimpleNamespace(embeddings=np.zeros((3, 4), np.float32))) == {"dead_features": 1.0}


def test_more_than_a_tenth_is_flagged_once_training_began():
    found = dead_features.judge(run(), table(dead_features=[0.5, 0.05, 0.4]))
    assert (found.level, found.epochs) == ("warning", [2]) and "40 % of the embedding's features" in found.words
    assert dead_features.judge(run(), table(dead_features=[0.5, 0.03])).level == "fine"
    assert dead_features.judge(run(), table(dead_features=[0.0, 0.2, 0.03])).level == "note"
