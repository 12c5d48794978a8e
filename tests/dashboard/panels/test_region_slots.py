"""The two places: making a region around a sample, naming, measuring, selecting, saving, removing."""

import io

import pandas as pd

from analysis.store.reader import Run
from dashboard.panels.region_slots import definition_words
from dashboard.plane import Plane
from dashboard.regions.address_form import to_text
from dashboard.regions.definition import Lasso, Listed, tag_of
from dashboard.regions.kept import Kept
from dashboard.regions.table import as_csv
from tests.dashboard.panels.regions_app import NAME, address, around, lasso, open_regions, words


def test_a_region_is_made_around_the_selected_sample_named_widened_and_removed(tiny_run, monkeypatch):
    run = Run(tiny_run)
    app = open_regions(tiny_run, monkeypatch, sample="ISIC_0000007", epoch=1)
    app.selectbox(key="control_around_b").select(10).run()
    app.button(key="region_around_b").click().run()
    assert not app.exception
    assert "Within" in words(
        app
    ) and "of ISIC_0000007 in the embedding at epoch 1: 11 samples, 18.3 % of the run" in words(app)
    kind, name, epoch, _, radius, sample = address(app, "region_b").split("~")
    assert (kind, name, epoch, sample) == ("around", "", "1", "ISIC_0000007")
    assert float(radius) >= run.neighbor_distances(1)[7][9] * (1 - 1e-6)
    app.text_input(key="region_name_b").set_value("the ~ odd one").run()
    assert "the odd one" in words(app) and "~the odd one~" in address(app, "region_b")
    app.number_input(key="region_radius_b").set_value(1e6).run()
    assert "60 samples, 100 % of the run" in words(app) and "~the odd one~" in address(app, "region_b")
    app.button(key="region_select_b").click().run()
    assert len(app.session_state["selected_set"][2]) == 60
    app.button(key="region_drop_b").click().run()
    assert not app.exception and address(app, "region_b") == "" and "Region B" in words(app)


def test_the_csv_holds_the_regions_samples_and_its_definition(tiny_run, monkeypatch):
    region, rows = lasso(tiny_run)
    app = open_regions(tiny_run, monkeypatch, region_a=region, epoch=5)
    saved = app.get("download_button")[0].proto
    assert saved.label == "Save as CSV" and not saved.disabled
    run = Run(tiny_run)
    one = Kept("a", region, rows)
    content = as_csv(run, rows, 5, {"defined": definition_words(run, one), "address": address(app, "region_a")})
    assert (
        f"# address: lasso~~2~{region.tag}~12~" in content.decode() and "# defined: Inside a lasso" in content.decode()
    )
    assert pd.read_csv(io.BytesIO(content), comment="#")["sample"].tolist() == run.samples["sample"].iloc[rows].tolist()


def test_every_kind_of_definition_in_words(tiny_run):
    run, (region, rows) = Run(tiny_run), lasso(tiny_run)
    tag = region.tag
    kinds = {
        f"Inside a lasso on Joint PCA, axes 1 and 2, at epoch 2: {len(rows)} samples": (region, rows),
        "Within 1.50 of s in the embedding at epoch 0: 1 sample, 1.67 % of the run.": (
            around(tiny_run, "s", 1.5, epoch=0), rows[:1]),
        "Picked at epoch 5: 0 samples, 0 % of the run.": (Listed(5, (1,), tag), rows[:0]),
        "on PCA of the last epoch, axes 1 and 2": (Lasso(2, Plane("pca_last"), region.corners, tag), rows),
    }  # fmt: skip
    for expected, (definition, members) in kinds.items():
        assert expected in definition_words(run, Kept("a", definition, members))


def test_a_name_or_an_id_too_long_for_the_address_is_said_and_changes_nothing(tiny_run, monkeypatch):
    region = Listed(2, (3, 8, 21), tag_of(Run(tiny_run), NAME))
    app = open_regions(tiny_run, monkeypatch, region_a=region, sample="ISIC_0000007", epoch=1)
    monkeypatch.setattr("dashboard.regions.address_form.LONGEST", len(to_text(region)))
    app.text_input(key="region_name_a").set_value("an endless name").run()
    assert not app.exception and "Not done. An address holds" in words(app)
    assert address(app, "region_a") == to_text(region) and "Region A" in words(app)
    assert "Not done" not in words(app.run())
    monkeypatch.setattr("dashboard.regions.address_form.LONGEST", 20)
    app.button(key="region_around_b").click().run()
    assert not app.exception and "Not done. An address holds" in words(app) and address(app, "region_b") == ""
