"""When batch-norm lag is said, and in which words."""

import numpy as np
import pytest

from analysis.health import batch_norm
from analysis.health.batch_norm import LAG
from tests.analysis.health.table import run, table


def measured(gaps, lows, *, momentum=0.999, accuracy_low=-1.0, layers=4):
    count = len(gaps)
    columns = {
        "norm_layers": [layers] * count,
        "norm_pictures": [512] * count,
        "norm_momentum": [momentum] * count,
        "norm_accuracy_gap": [0.0] * count,
        "norm_accuracy_gap_low": [accuracy_low] * count,
        "norm_balanced_accuracy_gap": gaps,
        "norm_balanced_accuracy_gap_low": lows,
        "norm_balanced_accuracy_gap_high": [gap + 0.1 for gap in gaps],
        "norm_distance": [0.3] * count,
        "norm_distance_by_chance": [0.07] * count,
    }
    for name in ("accuracy", "balanced_accuracy"):
        columns |= {f"norm_{name}_batch": [0.84] * count, f"norm_{name}_stored": [0.67] * count}
    return table(**columns)


def test_the_interval_decides_and_epoch_0_never_counts():
    found = batch_norm.judge(run(), measured([0.5, 0.5, 0.5], [0.4, LAG, LAG + 0.001]))
    assert (found.level, found.epochs, found.value) == ("warning", [2], 0.5)
    assert "0.840 of 512 training pictures are right" in found.words and "difference 0.50 [0.10, 0.60]" in found.words
    assert "differ by 0.30 on average" in found.detail and "by 0.07 where batches" in found.detail
    found = batch_norm.judge(run(), measured([0.5, 0.0], [0.4, -0.1]))
    assert (found.level, found.epochs, found.advice) == ("fine", [], "")


def test_accuracy_alone_is_enough():
    assert batch_norm.judge(run(), measured([0.0, 0.0], [-0.1, -0.1], accuracy_low=0.11)).level == "warning"


def test_lag_that_is_over_is_a_note():
    found = batch_norm.judge(run(), measured([0.0, 0.4, 0.3, 0.0], [-0.1, 0.3, 0.2, -0.1]))
    assert (found.level, found.epochs) == ("note", [1, 2])
    assert "no longer concerned" in found.words and found.advice == ""


@pytest.mark.parametrize(("momentum", "advice"), [(0.999, "--batch-norm-momentum 0.9"), (0.9, "--schedule cosine")])
def test_advice_depends_on_the_momentum(momentum, advice):
    assert advice in batch_norm.judge(run(), measured([0, 0.5], [0, 0.4], momentum=momentum)).advice


def test_models_without_and_with_frozen_layers_are_not_judged():
    without = batch_norm.judge(run(), table(embedding_norm=[1.0, 1.0]))
    assert without.level == "not_applicable" and "do not exist" in without.words
    frozen = batch_norm.judge(run(), table(norm_layers=[0, 0]))
    assert frozen.level == "not_applicable" and "frozen" in frozen.words
    untrained = batch_norm.judge(run(), measured([0.5], [0.4]))
    assert untrained.level == "not_applicable" and "after training began" in untrained.words


def test_epochs_in_which_layers_were_frozen_do_not_count():
    later = measured([0.0, np.nan, 0.02], [0.0, np.nan, -0.1])
    later["norm_layers"] = [0, 0, 4]
    assert batch_norm.judge(run(), later).level == "fine"
