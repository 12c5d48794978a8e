"""Outlines: wrong, a split, and much distortion, epoch by epoch where it depends on the epoch."""

import numpy as np

from analysis.store.reader import Run
from dashboard import outlines


def test_every_outline_is_what_it_says(tiny_run):
    run = Run(tiny_run)
    names = outlines.offered(run)
    assert names["split:test"] == "split = test" and names["wrong"] == "wrong"
    assert outlines.outlines(run, "none", "pca_joint") is None
    wrong = outlines.outlines(run, "wrong", "pca_joint")
    expected = [[run.scores(epoch)[row].argmax() != run.labels[row] for row in range(60)] for epoch in run.epochs]
    assert np.array_equal(wrong, expected) and wrong.any() and not wrong.all()
    inside = outlines.outlines(run, "split:test", "pca_joint")
    assert inside.shape == (1, 60) and np.flatnonzero(inside[0]).tolist() == run.rows("test").tolist()
    false = outlines.outlines(run, "false", "pca_joint")
    assert np.array_equal(false[2], run.distortion("pca_joint", 2)[0] >= 0.5)
    missing = outlines.outlines(run, "missing", "pca_joint")
    assert np.array_equal(missing[2], run.distortion("pca_joint", 2)[1] >= 0.5)
    assert not np.array_equal(false, missing)


def test_a_label_that_the_model_does_not_know_is_not_wrong(tiny_run):
    run = Run(tiny_run)
    run.__dict__["labels"] = np.where(np.arange(60) < 5, -1, run.labels)
    assert not outlines.outlines(run, "wrong", "pca_joint")[:, :5].any()
