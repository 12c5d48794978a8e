"""What else neighbours share, on the page: the sentence, the curves, when the network lets go, and what is missing."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from analysis.store import layout
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from dashboard.nuisances_of_rows import nuisances_of
from dashboard.panels.nuisances import still
from tests.dashboard.conftest import markup_of, words_of
from tests.dashboard.looked_store import look_at
from tests.tiny_store import build


@pytest.fixture
def copied(looked_runs, tmp_path) -> RunWriter:
    return RunWriter(str(shutil.copytree(Path(looked_runs) / "tiny", tmp_path / "runs" / "tiny")), "")


def opened(open_page, runs, **asked):
    app = open_page(str(runs), "neighbours", near="looks", **asked)
    assert not app.exception
    return app


def text_of(app) -> str:
    return " ".join(words_of(app).split())


def test_the_traits_grouped_by_are_named_with_their_strength(looked_runs):
    run = Run(f"{looked_runs}/tiny")
    traits = nuisances_of(run, np.arange(60), "all")
    assert still(run, traits, 0) == (  # (0.9 - 0.66) / 0.34; (0.7 - 0.66) / 0.34
        "At epoch 0 neighbours are grouped by: skin tone 71 %, age 12 %. Beyond what their labels explain: skin tone."
    )
    assert still(run, traits, 5) == (
        "At epoch 5 neighbours are grouped by: age 41 %. Beyond what their labels explain: all of them."
    )
    assert "Epoch 9 not measured yet" in still(run, traits, 9)


def test_every_trait_has_its_figure_curve_and_verdict(open_page, looked_runs):
    app = opened(open_page, looked_runs, epoch=0)
    text = text_of(app)
    assert "skin tone 71 % [70, 72] closeness in rank 0.900, any two 0.660" in text
    assert "sex 0 % " in text and "same value 50.0 %, any two 50.0 % Never grouped by it." in text
    assert "Grouped by it from the start until it lets go at epoch 5" in text
    assert "Not measured: site: the same for all samples." in text
    assert len(app.get("plotly_chart")) == 3 + 3


def test_one_sample_is_shown_without_a_verdict(open_page, looked_runs):
    text = text_of(opened(open_page, looked_runs, epoch=0, whose="sample", sample="ISIC_0000003"))
    assert "by which traits its neighbours are grouped is not judged" in text and "ouped by it" not in text


def test_a_store_with_looks_alone_says_what_to_run(open_page, tmp_path):
    look_at(build(tmp_path / "runs" / "tiny"), nuisances=False)
    app = opened(open_page, tmp_path / "runs", epoch=5)
    assert "has not measured in which traits its neighbours agree" in text_of(app)
    assert "From looks towards meaning" in text_of(app) and any("analysis run" in code.value for code in app.code)


def test_traits_that_nothing_is_known_of_are_said(open_page, copied):
    table = Run(copied.location).nuisances.table
    copied.table(layout.NUISANCES, table.assign(mean=np.nan, strength=np.nan))
    copied.save()
    assert "None of the traits is known" in text_of(opened(open_page, Path(copied.location).parent, epoch=5))


def test_names_of_columns_are_text(open_page, copied):
    hostile, table = "<script>alert(1)</script>", Run(copied.location).nuisances.table
    facts = copied.manifest["nuisances"]["columns"]
    copied.manifest["nuisances"]["columns"] = {
        hostile if name == "age" else name: {**each, "title": hostile} if name == "age" else each
        for name, each in facts.items()
    }
    copied.table(layout.NUISANCES, table.replace({"column": {"age": hostile}}))
    copied.save()
    app = opened(open_page, Path(copied.location).parent, epoch=5)
    assert "<script>" not in markup_of(app) and f"{hostile} 41 %" in text_of(app)
