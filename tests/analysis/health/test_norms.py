"""Norms that explode."""

from types import SimpleNamespace

import numpy as np
import pytest

from analysis.health import norms
from tests.analysis.health.table import run, table


def test_norms_of_the_embeddings_and_the_weights():
    embeddings = np.array([[3, 4], [0, 1]], np.float32)
    assert norms.measure(SimpleNamespace(embeddings=embeddings, weights=7.0)) == {
        "embedding_norm": 3.0,
        "weight_norm": 7.0,
    }
    assert norms.measure(SimpleNamespace(embeddings=embeddings, weights=None)) == {"embedding_norm": 3.0}


def test_ten_times_the_median_before_is_an_explosion():
    found = norms.judge(run(), table(embedding_norm=[0.1, 5, 6, 4, 49], weight_norm=[9, 10, 11, 12, 13]))
    assert found.level == "fine"  # from epoch 0 to 1 embeddings may grow as they like
    found = norms.judge(run(), table(embedding_norm=[0.1, 5, 6, 4, 51], weight_norm=[9, 10, 11, 12, 13]))
    assert (found.level, found.epochs) == ("warning", [4])
    assert "norm of the embeddings is 51 after 5, at epoch 4" in found.words and "weights" not in found.words


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_weights_that_are_no_numbers_are_flagged(value):
    found = norms.judge(run(), table(embedding_norm=[1.0, 1, 1], weight_norm=[1.0, 1, value]))
    assert (found.level, found.epochs) == ("warning", [2]) and "norm of the weights" in found.words
