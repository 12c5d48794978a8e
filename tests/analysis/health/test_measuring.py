"""Which epoch another one is compared with, and models that freeze their batch normalization."""

from types import SimpleNamespace

import pytest


def measuring(epochs, **attributes):
    from analysis.health.measuring import Measuring

    made = Measuring.__new__(Measuring)
    made.checkpoints = dict.fromkeys(epochs, "")
    vars(made).update(attributes)
    return made


@pytest.mark.tensorflow
def test_an_epoch_is_compared_with_the_one_before_and_the_first_with_the_one_after():
    from analysis.health.measuring import compared_with

    assert [compared_with([1, 2, 5], epoch) for epoch in (1, 2, 5)] == [2, 1, 2]
    assert compared_with([4], 4) is None


@pytest.mark.tensorflow
def test_statistics_that_stand_still_are_not_measured():
    import numpy as np

    layer = SimpleNamespace(trainable=True)
    still, asked = [np.ones((2, 3))], []
    lag = SimpleNamespace(
        layers=1,
        rows=np.arange(2),
        statistics=SimpleNamespace(layers={"norm": layer}, stored=lambda: still),
        measure=lambda stored, follow: asked.append(follow) or {"norm_accuracy_gap": 0.0},
    )
    model = SimpleNamespace(trainable_variables=[np.full((2, 2), 3.0)])
    probe = SimpleNamespace(model=model, assign=lambda checkpoint: None)
    run = SimpleNamespace(scores=lambda e: np.ones((4, 2)), embeddings=lambda e: np.ones((4, 3)))
    made = measuring([0, 1], lag=lag, probe=probe, run=run, _statistics={})
    epoch = made.epoch(1)
    assert epoch.lag == {"norm_layers": 0} and asked == [] and epoch.weights == 6.0
