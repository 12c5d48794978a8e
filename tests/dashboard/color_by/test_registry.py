"""Every quantity keeps one promise: offered where the run has it, one value a sample and epoch, colors that exist."""

import numpy as np
import pytest

from analysis.store.reader import Run
from dashboard.color_by.contract import Asked, Categories, Values
from dashboard.color_by.registry import answer, offered

EVERY = ("label", "prediction", "correct", "score", "confidence", "loss", "learned", "split", "false", "missing")


@pytest.fixture(scope="module")
def run(tiny_run):
    return Run(tiny_run)


def test_everything_that_the_run_has_is_offered(run):
    assert list(offered(run, "pca_joint")) == [*EVERY, "column:age", "column:sex"]  # it has no folds


@pytest.mark.parametrize("name", [*EVERY, "column:age", "column:sex"])
def test_one_answer_a_sample_and_epoch(run, name):
    found = answer(name, Asked(run, "pca_joint", focus=1))
    values = found.values if isinstance(found, Values) else found.codes
    assert values.shape in ((len(run.epochs), 60), (1, 60))
    if isinstance(found, Categories):
        assert len(found.names) == len(found.colors) and values.min() >= -1 and values.max() < len(found.names)
    else:
        assert np.isfinite([found.low, found.high]).all() and found.low < found.high


def test_a_projection_with_fewer_epochs_gets_their_values_only(run):
    fewer = Run(run.location)
    fewer.manifest["projections"]["pca_joint"]["epochs"] = [0, 5]
    for name in ("prediction", "correct", "score", "confidence", "loss", "false"):
        whole, part = (answer(name, Asked(one, "pca_joint")) for one in (run, fewer))
        whole, part = (one.values if isinstance(one, Values) else one.codes for one in (whole, part))
        assert np.array_equal(part, whole[[0, 3]]), name
