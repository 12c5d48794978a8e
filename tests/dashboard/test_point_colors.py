"""Colors outside of the animated scatter: the same ones, the rarest or the highest on top."""

import numpy as np

from analysis.store.reader import Run
from dashboard.palette import class_colors
from dashboard.point_colors import point_colors
from dashboard.scatter_colors import Choice


def rgb(color):
    return [int(color[place : place + 2], 16) for place in (1, 3, 5)]


def test_classes_have_their_colors_and_the_rarest_lies_on_top(tiny_run):
    run = Run(tiny_run)
    order, colors = point_colors(run, "pca_joint", Choice()).at(2)
    wanted = class_colors(run)
    assert colors.tolist() == [rgb(wanted[run.samples["label"][row]]) for row in order]
    counts = np.bincount(run.labels)[run.labels[order]]
    assert (np.diff(counts) <= 0).all() and sorted(order) == list(range(60))


def test_what_depends_on_the_epoch_is_that_epochs(tiny_run):
    run = Run(tiny_run)
    found = point_colors(run, "pca_joint", Choice("prediction"))
    for place, epoch in enumerate(run.epochs):
        order, colors = found.at(place)
        said = run.scores(epoch).argmax(axis=1)
        wanted = [rgb(class_colors(run)[run.classes[said[row]]]) for row in order]
        assert colors.tolist() == wanted


def test_high_values_lie_on_top_and_unknown_ones_at_the_bottom(tiny_run):
    run = Run(tiny_run)
    order, _ = point_colors(run, "pca_joint", Choice("column:age")).at(0)
    ages = run.samples["age"].to_numpy()[order]
    unknown = int(np.isnan(ages).sum())
    assert np.isnan(ages[:unknown]).all() and (np.diff(ages[unknown:]) >= 0).all()
