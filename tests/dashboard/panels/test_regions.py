"""The Regions part as a whole: two regions with their pictures, hostile names, and addresses that lead nowhere."""

from dataclasses import replace

import numpy as np

from analysis.store.reader import Run
from dashboard.panels.pager import mixed
from dashboard.panels.region_slots import HOW
from dashboard.regions.definition import Listed, tag_of
from tests.dashboard.conftest import HOSTILE_SAMPLE, markup_of
from tests.dashboard.panels.regions_app import NAME, address, around, lasso, open_regions, pictures, words


def test_without_regions_it_says_how_to_make_one(tiny_run, monkeypatch):
    app = open_regions(tiny_run, monkeypatch)
    assert not app.exception and HOW in words(app) and "No sample is selected" in words(app)
    assert not app.get("bidi_component")


def test_each_region_shows_its_samples_and_both_are_counted(tiny_run, monkeypatch):
    run, (region, rows) = Run(tiny_run), lasso(tiny_run)
    other = Listed(2, (int(rows[0]), int(rows[1]), 59), tag_of(run, NAME), "mine")
    app = open_regions(tiny_run, monkeypatch, region_a=region, region_b=other, epoch=2)
    assert not app.exception
    ids = run.samples["sample"]
    assert [tile["id"] for tile in pictures(app, "Samples of Region A")] == ids[mixed(rows, 60)].tolist()
    tiles = pictures(app, "Samples of mine")
    assert {tile["id"] for tile in tiles} == set(ids[[rows[0], rows[1], 59]])
    best, last = run.classes[run.scores(2)[59].argmax()], next(tile for tile in tiles if tile["id"] == ids[59])
    assert last["title"] == run.samples["label"].iat[59] and last["detail"].startswith(best)
    shared = 2 + (59 in rows)
    assert f"{shared} samples in both regions." in words(app)


def test_what_the_address_asks_for_and_the_run_lacks_is_said(tiny_run, monkeypatch):
    region, _ = lasso(tiny_run)
    app = open_regions(
        tiny_run, monkeypatch, region_a=around(tiny_run, "nobody", 1.0), region_b=replace(region, epoch=3)
    )
    assert not app.exception
    assert "sample nobody, which tiny does not have" in words(app) and "epoch 3, which tiny does not have" in words(app)
    app.button(key="region_drop_a").click().run()
    assert address(app, "region_a") == "" and "nobody" not in words(app) and address(app, "region_b") != ""
    app = open_regions(tiny_run, monkeypatch, region_a="x" * 1_999, region_b=replace(region, tag="00000000"))
    assert not app.exception and "Remove it and make it anew" in words(app) and "another run" in words(app)


def test_names_labels_and_ids_with_html_stay_words(hostile_runs, monkeypatch):
    location = f"{hostile_runs}/a'b\"<i>run"
    listed = Listed(2, tuple(range(12)), tag_of(Run(location), NAME), "<script>alert(9)</script>")
    app = open_regions(
        location, monkeypatch, region_a=listed, region_b=around(location, HOSTILE_SAMPLE, 9.0), epoch=2,
        sample=HOSTILE_SAMPLE, region_by="sex",
    )  # fmt: skip
    assert not app.exception
    assert (
        "<script>alert" not in markup_of(app) and "<img src=x" not in markup_of(app) and "<iframe" not in markup_of(app)
    )
    assert "<script>alert(9)</script>" in words(app) and HOSTILE_SAMPLE in words(app)


def test_a_region_without_samples_says_so_and_one_sample_is_enough(tiny_run, monkeypatch):
    region, _ = lasso(tiny_run)
    far = replace(region, corners=((900.0, 900.0), (901.0, 900.0), (901.0, 901.0)))
    app = open_regions(tiny_run, monkeypatch, region_a=far, region_b=around(tiny_run, "ISIC_0000003", 0.0), epoch=2)
    assert not app.exception
    assert "0 samples, 0 % of the run" in words(app) and "Nothing lies inside" in words(app)
    assert len(pictures(app, "Samples of Region B")) == 1 and "a single sample" in words(app)


def test_a_large_region_is_shown_page_by_page(tiny_run, monkeypatch):
    monkeypatch.setattr("dashboard.panels.regions.PAGE", 25)
    app = open_regions(tiny_run, monkeypatch, region_a=around(tiny_run, "ISIC_0000003", 1e6), epoch=2, region_page_a=3)
    ids = [tile["id"] for tile in pictures(app, "Samples of Region A")]
    assert ids == Run(tiny_run).samples["sample"].iloc[mixed(np.arange(60), 60)[50:]].tolist() and np.size(ids) == 10
