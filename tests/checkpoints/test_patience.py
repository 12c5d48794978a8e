import json

import pytest

from checkpoints.contract import CheckpointError
from checkpoints.patience import Patience


def used_up(patience, values):
    return [patience.used_up(epoch, {patience.metric: value}) for epoch, value in enumerate(values, 1)]


def test_a_loss_should_fall():
    patience = Patience("val_loss", 2)
    found = used_up(patience, [5, 4, 4, 6, 3, 3, 3, 3, 3])
    assert [epoch for epoch, whether in enumerate(found, 1) if whether] == [4, 7, 9]
    assert (patience.best, patience.best_epoch) == (3, 5)


def test_anything_else_should_rise():
    patience = Patience("val_auc", 1)
    assert used_up(patience, [0.5, 0.7, 0.7]) == [False, False, True]
    assert patience.best_epoch == 2


def test_it_goes_on_from_json():
    values = [5, 4, 4, 6, 3, 3, 3, 3, 3]
    whole, first = Patience("loss", 3), Patience("loss", 3)
    expected = used_up(whole, values)
    head = used_up(first, values[:4])
    second = Patience(**json.loads(json.dumps(first.to_json())))
    tail = [second.used_up(epoch, {"loss": value}) for epoch, value in enumerate(values[4:], 5)]
    assert head + tail == expected
    assert second == whole


def test_a_metric_that_is_not_there():
    with pytest.raises(CheckpointError, match=r"--monitor 'val_loss' is not measured\. Choose one of: accuracy, loss"):
        Patience("val_loss", 1).used_up(1, {"loss": 1.0, "accuracy": 0.5})
