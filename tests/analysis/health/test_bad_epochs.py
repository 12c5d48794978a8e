"""Epochs that were left out."""

from analysis.health import bad_epochs
from tests.analysis.health.table import run, table


def test_they_are_named_in_order_with_their_reason():
    reasons = {"10": "NaN or infinite values, first at sample a", "9": "NaN or infinite values, first at sample b"}
    found = bad_epochs.judge(run(manifest={"bad_epochs": reasons}), table(embedding_norm=[1.0]))
    assert (found.level, found.epochs) == ("warning", [9, 10])
    assert found.words.index("Epoch 9 left out: NaN") < found.words.index("Epoch 10 left out")
    assert bad_epochs.measure(None) == {}


def test_none_is_fine():
    assert bad_epochs.judge(run(), table(embedding_norm=[1.0])).level == "fine"
