"""Who is looked at: everybody, a split, a class, a region, one sample; and why there is nobody."""

from __future__ import annotations

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from analysis.store.reader import Run
from dashboard.population import Nobody, everything, kinds_of, of_class, of_sample, of_split
from dashboard.selection import Selection
from tests.dashboard.small_store import two_classes, write


@pytest.fixture(scope="module")
def run(tiny_run) -> Run:
    return Run(tiny_run)


def chosen(**changes) -> Selection:
    return Selection(**({"run": "tiny", "epoch": 5, "sample": None, "split": "test"} | changes))


def test_everybody_a_split_and_a_class(run):
    assert list(everything(run).rows) == list(range(60)) and everything(run).words == "all 60 samples"
    found = of_split(run, chosen())
    assert np.array_equal(found.rows, run.rows("test")) and found.words == "the 20 samples of the test split"
    found = of_class(run, 1)
    assert (run.labels[found.rows] == 1).all() and found.words.endswith("samples labelled mole")


def test_a_class_nobody_belongs_to(tmp_path):
    small = Run(write(tmp_path, [0, 0, 0], {0: two_classes([0.1, 0.2, 0.3])}))
    assert of_class(small, 1) == Nobody("No such sample", "No sample is labelled melanoma: choose another class.")
    assert of_class(small, 0).words == "the 3 samples labelled benign"


def test_the_selected_sample_or_how_to_select_one(run):
    assert list(of_sample(run, chosen(sample="ISIC_0000007")).rows) == [7]
    for sample in (None, "gone"):
        assert of_sample(run, chosen(sample=sample)).title == "No sample selected"


def test_an_undivided_run_offers_no_split(run, tmp_path):
    assert "split" in kinds_of(run)
    small = write(tmp_path, [0, 1], {0: two_classes([0.1, 0.9])})
    whole = Run(small)
    whole.samples["split"] = "all"
    assert "split" not in kinds_of(whole)


def test_an_empty_region_says_so(tiny_run):
    """Regions live in the session, hence a script."""
    script = f"""
import streamlit as st
from analysis.store.reader import Run
from dashboard.population import of_regions
from dashboard.regions.address_form import to_text
from dashboard.regions.definition import Lasso, Listed, tag_of
from dashboard.plane import Plane
from dashboard.selection import Selection, choose
run, name = Run({tiny_run!r}), "tiny"
far = ((900.0, 900.0), (901.0, 900.0), (901.0, 901.0))
empty = Lasso(epoch=5, plane=Plane("pca_joint"), corners=far, tag=tag_of(run, name), name="nowhere")
some = Listed(epoch=5, rows=(2, 3), tag=tag_of(run, name))
choose(region_a=to_text(empty), region_b=to_text(some))
found, problems = of_regions(run, Selection(name, 5, None, "test"))
st.json({{"found": {{slot: one.words for slot, one in found.items()}}, "problems": problems}})
"""
    app = AppTest.from_string(script, default_timeout=60).run()
    assert not app.exception
    assert '"b":"the 2 samples of Region B"' in app.json[0].value.replace(": ", ":")
    assert "nowhere holds no sample." in app.json[0].value
