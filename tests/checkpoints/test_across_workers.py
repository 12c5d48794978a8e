"""The whole of it, two hosts in two processes, is in test_replicas.py."""

import json

import numpy as np
import pytest

from checkpoints.options import Options
from tests.checkpoints.small_feed import BATCH, network, pictures

pytestmark = pytest.mark.tensorflow


def trained():
    from checkpoints.compiling import compile_model, trainable

    model = trainable(network(3), (), 0)
    compile_model(model, Options(optimizer="sgd"), 10)
    return model


def test_metrics_of_a_step_have_an_axis_for_the_hosts(monkeypatch):
    from checkpoints.across_workers import AcrossWorkers

    monkeypatch.delenv("TF_CONFIG", raising=False)
    images, numbers = (each[:BATCH] for each in pictures(3))
    alone = trained()
    assert not isinstance(alone, AcrossWorkers)
    hosts = {"cluster": {"worker": ["a:1", "b:1"]}, "task": {"type": "worker", "index": 0}}
    monkeypatch.setenv("TF_CONFIG", json.dumps(hosts))
    together = trained()
    assert isinstance(together, AcrossWorkers)
    together._maybe_symbolic_build()
    expected = alone.train_step((images, numbers))
    found = together.train_step((images, numbers))
    assert {name: value.shape for name, value in found.items()} == {"loss": (1,), "accuracy": (1,)}
    for name, value in expected.items():
        assert float(found[name][0]) == pytest.approx(float(value))
    for mine, yours in zip(together.get_weights(), alone.get_weights(), strict=True):
        np.testing.assert_array_equal(mine, yours)
    assert together.test_step((images, numbers))["loss"].shape == (1,)


def test_one_host_needs_nothing(monkeypatch):
    from checkpoints.across_workers import across_workers

    hosts = {"cluster": {"worker": ["a:1"]}, "task": {"type": "worker", "index": 0}}
    monkeypatch.setenv("TF_CONFIG", json.dumps(hosts))
    model = network()
    assert across_workers(model) is model
