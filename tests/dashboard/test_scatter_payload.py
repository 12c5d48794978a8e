"""The scatter's bytes: the projection's own epochs, classes and colors."""

from types import SimpleNamespace

import numpy as np

from analysis.store.reader import Run
from dashboard import scatter_payload
from dashboard.palette import class_colors
from dashboard.plane import Plane
from dashboard.scatter import Points, quantize


def test_the_payload_is_the_projection_quantized(tiny_run):
    run = Run(tiny_run)
    points = Points(list(run.samples["sample"]), run.labels, run.classes, [0, 1, 2, 5])
    joint, last = (scatter_payload.payload(run, Plane(name), "x") for name in ("pca_joint", "pca_last"))
    assert joint == quantize(run.projection("pca_joint"), points, run="x")
    assert last != joint
    assert scatter_payload.colors(run) == list(class_colors(run).values())


def test_labels_unknown_to_the_model_get_a_class_of_their_own(tiny_run):
    run = Run(tiny_run)
    labels = run.labels.copy()
    labels[:5] = -1
    odd = SimpleNamespace(
        samples=run.samples, labels=labels, classes=run.classes, location="odd", manifest={"updated": "1"},
        projections=run.projections, projection=run.projection,
    )  # fmt: skip
    assert scatter_payload.NO_CLASS.encode() in scatter_payload.payload(odd, Plane("pca_joint"), "x")
    assert len(scatter_payload.colors(odd)) == len(run.classes) + 1
    assert np.unique(scatter_payload.colors(odd)).size == len(run.classes) + 1
