"""The scatter's bytes: the projection's own epochs, classes and colors."""

from types import SimpleNamespace

import numpy as np
import pytest

from analysis.store.reader import Run
from dashboard import scatter_colors, scatter_payload
from dashboard.palette import class_colors
from dashboard.plane import Plane
from dashboard.scatter import Points, quantize
from dashboard.scatter.fitting import Fit
from dashboard.scatter_colors import Choice, style_of
from tests.dashboard.scatter.decoding import decode


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


@pytest.fixture
def few_fit(monkeypatch):
    """A browser that plays every third sample only."""
    monkeypatch.setattr(scatter_payload, "fit", lambda labels, epochs: Fit(np.arange(0, len(labels), 3), 99, "why"))
    caches = (scatter_payload._drawn, scatter_payload._drawn_ids, scatter_payload._packed, scatter_colors._packed)
    for cache in caches:
        cache.clear()
    yield
    for cache in caches:
        cache.clear()


def test_where_not_all_can_be_drawn_positions_ids_and_styles_agree_on_the_rest(tiny_run, few_fit):
    run = Run(tiny_run)
    header, _, labels, ids = decode(scatter_payload.payload(run, Plane("pca_joint"), "x"))
    rows = np.arange(0, len(run.samples), 3)
    assert ids == scatter_payload.drawn_ids(run) == [scatter_payload.ids(run)[row] for row in rows]
    assert np.array_equal(labels, run.labels[rows]) and header["total"] == len(run.samples)
    style = style_of(run, "pca_joint", Choice(color="prediction"))
    size = int.from_bytes(style.payload[4:8], "little")
    codes = np.frombuffer(style.payload, np.uint8, offset=8 + size).reshape(-1, len(rows))
    assert np.array_equal(codes, style.style.codes[:, rows])
    assert scatter_payload.drawn(run).words == "why"
