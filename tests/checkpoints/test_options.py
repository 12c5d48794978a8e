import pytest

from checkpoints.contract import CheckpointError
from checkpoints.options import Options


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        ({"epochs": 0}, "--epochs is at least 1"),
        ({"batch_size": 0}, "--batch-size"),
        ({"optimizer": "lion"}, "--optimizer 'lion' is none of: sgd, adam"),
        ({"schedule": "warm"}, "--schedule"),
        ({"loss": "hinge"}, "--loss"),
        ({"learning_rate": -1.0}, "--learning-rate"),
        ({"learning_rate": float("nan")}, "--learning-rate"),
        ({"batch_norm_momentum": 1.0}, "--batch-norm-momentum"),
    ],
)
def test_choices_out_of_range(choice, message):
    with pytest.raises(CheckpointError, match=message):
        Options(**choice)


def test_the_learning_rate_follows_the_optimizer():
    assert Options(optimizer="sgd").starting_rate == 0.01
    assert Options(optimizer="sgd", learning_rate=0.5).starting_rate == 0.5
