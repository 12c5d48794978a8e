"""Where regions are at other epochs: the pictures, the share of neighbors inside, who left the lasso."""

import shutil
from dataclasses import replace

import numpy as np

from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from dashboard.look import share, share_interval
from dashboard.panels.region_whereabouts import plane_of
from dashboard.plane import Plane
from dashboard.regions.kept import Kept
from dashboard.regions.togetherness import togetherness
from tests.dashboard.panels.regions_app import around, lasso, open_regions, pictures, words

MAPS = "The regions on the plane, epoch by epoch; a click shows the epoch"


def test_the_epochs_made_at_in_view_and_compared_are_shown(tiny_run, monkeypatch):
    region, _ = lasso(tiny_run)
    ball = around(tiny_run, "ISIC_0000003", 4.0, epoch=0)
    app = open_regions(tiny_run, monkeypatch, region_a=region, region_b=ball, epoch=1, region_at=5)
    assert not app.exception
    tiles = pictures(app, MAPS)
    assert [tile["id"] for tile in tiles] == ["0", "1", "2", "5"]
    assert [tile["mark"] for tile in tiles] == ["", "in view", "", ""]
    assert [tile["detail"] for tile in tiles] == ["made here: Region B", "", "made here: Region A", ""]


def test_shares_of_neighbors_and_samples_still_inside(tiny_run, monkeypatch):
    run, (region, rows) = Run(tiny_run), lasso(tiny_run)
    app = open_regions(tiny_run, monkeypatch, region_a=region, epoch=2, region_at=5)
    found = togetherness(run, rows)
    for epoch in (2, 5):
        value, low, high = found.at(epoch)
        places = run.projection("pca_joint")[run.epochs.index(epoch)][rows]
        (x0, y0), (x1, y1) = region.corners[0], region.corners[2]
        inside = int(((places > [x0, y0]) & (places < [x1, y1])).all(axis=1).sum())
        where = "made here" if epoch == 2 else f"{inside} of {len(rows)} inside the lasso"
        line = f"{share(value)} {share_interval(low, high)} {where}"
        assert line in words(app)
    assert f"inside the lasso {share((len(rows) - 1) / 59)}" in words(app)
    assert "10 nearest neighbours in the embedding" in words(app)


def test_without_neighbors_or_projections_it_says_what_is_missing(tiny_run, monkeypatch, tmp_path):
    location = shutil.copytree(tiny_run, tmp_path / "bare")
    writer = RunWriter(str(location), "tiny")
    writer.manifest["projections"] = {}
    writer.manifest["neighbors"] = {"k": 0}
    writer.save()
    app = open_regions(str(location), monkeypatch, region_a=around(str(location), "ISIC_0000003", 5.0), epoch=2)
    assert not app.exception
    assert "no projection to show them on" in words(app) and "Neighbours cannot be counted" in words(app)


def test_the_plane_is_that_of_the_first_lasso(tiny_run):
    run, (region, rows) = Run(tiny_run), lasso(tiny_run)
    ball = Kept("a", around(tiny_run, "ISIC_0000003", 1.0), np.array([3]))
    assert plane_of(run, [ball]) == Plane("pca_joint")
    elsewhere = Kept("b", replace(region, plane=Plane("pca_last")), rows)
    assert plane_of(run, [ball, elsewhere]) == Plane("pca_last")
