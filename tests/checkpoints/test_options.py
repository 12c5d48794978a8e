import pytest

from checkpoints.contract import CheckpointError
from checkpoints.options import Options


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        ({"epochs": 0}, r"--epochs is at least 1\. Found: 0"),
        ({"batch_size": 0}, "--batch-size"),
        ({"optimizer": "lion"}, "--optimizer 'lion' is none of: sgd, rmsprop, adam, adamw"),
        ({"schedule": "warm"}, "--schedule"),
        ({"anneal": "steps"}, "--anneal"),
        ({"loss": "hinge"}, "--loss"),
        ({"precision": "int8"}, "--precision"),
        ({"device": "quantum"}, "--device"),
        ({"learning_rate": -1.0}, "--learning-rate is above 0"),
        ({"learning_rate": float("nan")}, "--learning-rate"),
        ({"clip_norm": 0.0}, "--clip-norm is above 0"),
        ({"warm_up": 1.0}, "--warm-up is above 0 and below 1"),
        ({"plateau_factor": 1.5}, "--plateau-factor"),
        ({"plateau_patience": 0}, "--plateau-patience"),
        ({"early_stopping": 0}, "--early-stopping is at least 1"),
        ({"weight_decay": -0.1}, "--weight-decay is at least 0"),
        ({"momentum": 1.0}, "--momentum"),
        ({"label_smoothing": 1.0}, "--label-smoothing is from 0 to below 1"),
        ({"focal_gamma": -1.0}, "--focal-gamma"),
        ({"batch_norm_momentum": 1.0}, "--batch-norm-momentum"),
        ({"steps_per_execution": 0}, "--steps-per-execution"),
        ({"seed": -1}, "--seed"),
        ({"label_smoothing": 0.1, "loss": "focal"}, "goes with --loss cross-entropy"),
        ({"balanced": True, "class_weights": (1.0, 2.0)}, "count rare classes twice"),
        ({"freeze_epochs": 10}, r"--freeze-epochs 10 leaves none of 10 epochs"),
        ({"freeze_epochs": -1}, "--freeze-epochs"),
    ],
)
def test_choices_out_of_range(choice, message):
    with pytest.raises(CheckpointError, match=message):
        Options(**choice)


def test_the_learning_rate_follows_the_optimizer():
    assert Options(optimizer="sgd").starting_rate == 0.01
    assert Options(optimizer="sgd", learning_rate=0.5).starting_rate == 0.5


def test_weight_decay_is_adamws_alone():
    assert [Options(optimizer=name).decay for name in ("sgd", "adam", "adamw")] == [None, None, 0.01]
    assert Options(optimizer="adamw", weight_decay=0.0).decay is None
    assert Options(optimizer="sgd", weight_decay=0.1).decay == 0.1
