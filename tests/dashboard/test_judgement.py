"""Decisions and cells against scikit-learn and by hand."""

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import confusion_matrix

from analysis.store import layout
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from dashboard.judgement import judge, rarest_class
from tests.dashboard.small_store import two_classes, write
from tests.tiny_store import build

LABELS = [0, 0, 0, 1, 1]
POSITIVE = [0.1, 0.6, 0.7, 0.4, 0.9]


@pytest.fixture(scope="module")
def two(tmp_path_factory) -> Run:
    return Run(write(tmp_path_factory.mktemp("two"), LABELS, {0: two_classes(POSITIVE)}))


def test_counts_are_scikit_learns(tiny_run):
    run = Run(tiny_run)
    for split in ("train", "test"):
        judged = judge(run, 1, split)
        rows = run.rows(split)
        wanted = confusion_matrix(run.labels[rows], run.scores(1)[rows].argmax(axis=1), labels=range(3))
        assert judged.counts.tolist() == wanted.tolist()


def test_the_threshold_decides_between_two_classes(two):
    assert judge(two, 0, "test").counts.tolist() == [[1, 2], [1, 1]]
    assert judge(two, 0, "test", threshold=0.4).counts.tolist() == [[1, 2], [0, 2]]
    assert judge(two, 0, "test", threshold=0.65, positive=1).counts.tolist() == [[2, 1], [1, 1]]
    assert judge(two, 0, "test", threshold=0.95, positive=0).counts.tolist() == [[0, 3], [0, 2]]


def test_a_cell_holds_its_samples_surest_first(two):
    judged = judge(two, 0, "test")
    assert judged.rows[judged.inside((0, 1))].tolist() == [2, 1]
    assert judged.rows[judged.inside((0, 1), surest_first=False)].tolist() == [1, 2]
    assert judged.inside((1, 1)).tolist() == [4]


def test_every_sample_is_in_exactly_one_cell(tiny_run):
    judged = judge(Run(tiny_run), 0, "validation")
    places = np.concatenate([judged.inside((label, said)) for label in range(3) for said in range(3)])
    assert sorted(places.tolist()) == list(range(len(judged.rows)))


def test_the_cell_of_a_sample(two, tiny_run):
    assert judge(two, 0, "test").cell_of(3) == (1, 0)
    assert judge(two, 0, "test", threshold=0.3).cell_of(3) == (1, 1)
    assert judge(Run(tiny_run), 0, "test").cell_of(0) is None  # a training sample
    assert judge(two, 0, "test").cell_of(None) is None


def test_samples_without_a_label_of_the_model_are_left_out_and_counted(tmp_path):
    location = build(tmp_path / "run")
    samples = pd.DataFrame(Run(location).samples)
    samples.loc[samples["sample"] == "ISIC_0000002", "label"] = None
    RunWriter(location, "run").table(layout.SAMPLES, samples)
    judged = judge(Run(location), 0, "test")
    assert judged.unknown == 1
    assert len(judged.rows) == judged.counts.sum() == 19


@pytest.mark.parametrize(
    ("counts", "n_classes", "wanted"),
    [([500, 20], 2, 1), ([5, 30, 200], 3, 1), ([500, 12, 10], 3, 2), ([3, 2, 0], 3, 0), ([0, 0, 8, 9], 4, 3)],
)
def test_the_class_to_look_at_first(counts, n_classes, wanted):
    assert rarest_class(np.repeat(np.arange(len(counts)), counts), n_classes) == wanted
