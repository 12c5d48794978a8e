import numpy as np
import pytest

from checkpoints.contract import CheckpointError
from checkpoints.heads import kind_of_head

LOGITS = np.random.default_rng(0).normal(0, 3, (6, 4))
SOFTMAX = np.exp(LOGITS) / np.exp(LOGITS).sum(1, keepdims=True)


def test_softmax_of_the_right_candidate():
    assert kind_of_head(SOFTMAX, [("other", LOGITS * 2), ("dense", LOGITS)]) == ("softmax", "dense")


def test_probabilities_whose_logits_are_nowhere():
    assert kind_of_head(SOFTMAX, []) == ("softmax", None)


def test_logits():
    assert kind_of_head(LOGITS, [("earlier", LOGITS[:, ::-1])]) == ("logits", None)


def test_one_sigmoid_unit():
    z = LOGITS[:, :1]
    assert kind_of_head(1 / (1 + np.exp(-z)), [("dense:linear", z)]) == ("sigmoid", "dense:linear")
    assert kind_of_head(z, []) == ("logits", None)


def test_several_sigmoid_units_are_refused():
    with pytest.raises(CheckpointError, match=r"4 independent sigmoid outputs \(multi-label\).*not supported"):
        kind_of_head(1 / (1 + np.exp(-LOGITS)), [("dense:linear", LOGITS)])


def test_saturated_softmax_is_no_multi_label():
    logits = np.array([[900.0, -900, -900], [-900, 900, -900]])
    assert kind_of_head(np.array([[1.0, 0, 0], [0, 1, 0]]), [("dense", logits)]) == ("softmax", "dense")


def test_diverged_model():
    with pytest.raises(CheckpointError, match="NaN"):
        kind_of_head(np.full((2, 3), np.nan), [])
