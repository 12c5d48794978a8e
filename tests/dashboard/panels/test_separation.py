"""Separation on the page: five curves, each with its number and sentence, and why one is not there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

from analysis.store import layout
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from dashboard.panels.separation import FACETS, caption
from tests.dashboard.compared_store import compare
from tests.dashboard.conftest import words_of
from tests.tiny_store import build


@pytest.fixture(scope="module")
def runs(tmp_path_factory) -> str:
    folder = tmp_path_factory.mktemp("separated")
    compare(build(folder / "tiny"))
    return str(folder)


@pytest.fixture
def copied(runs, tmp_path) -> RunWriter:
    return RunWriter(str(shutil.copytree(Path(runs) / "tiny", tmp_path / "runs" / "tiny")), "")


def shown(open_page, runs: str, **asked) -> str:
    app = open_page(runs, "evolution", below="separation", **asked)
    assert not app.exception
    return " ".join(words_of(app).split())


def again(open_page, writer: RunWriter) -> str:
    writer.save()
    return shown(open_page, str(Path(writer.location).parent))


def test_every_curve_has_its_number_and_its_sentence(open_page, runs):
    text = shown(open_page, runs, epoch=1)
    row = Run(f"{runs}/tiny").separation.set_index("epoch").loc[1]
    assert "Linear probe, macro AUROC 0.700 [0.550, 0.950] How well straight cuts" in text
    assert "labels of the validation split" in text
    assert f"Silhouette {row['silhouette']:.3g}".replace("-", "−")[:16] in text
    assert all(facet.title in text for facet in FACETS)
    assert "an untrained" not in text and "before training, epoch 0. It is not at zero (a probe AUROC of 0.600" in text


def test_there_is_a_figure_for_each_of_them(open_page, runs):
    app = open_page(runs, "evolution", below="separation")
    assert len(app.get("plotly_chart")) == len(FACETS) == 5


def test_without_epoch_zero_the_caption_says_what_that_costs():
    table = pd.DataFrame({"epoch": [1, 2], "linear_probe_auroc": [0.7, 0.8], "neighbor_purity": [0.5, 0.6]})
    assert "An untrained network is not at zero either" in caption(table)


def test_a_store_without_it_says_what_to_run(open_page, tiny_runs):
    app = open_page(tiny_runs, "evolution", below="separation")
    assert "Separation was not measured yet" in words_of(app)


def test_why_there_are_no_probes_is_said(open_page, tmp_path):
    compare(build(tmp_path / "runs" / "tiny"), probes=False)
    text = shown(open_page, str(tmp_path / "runs"))
    assert "Linear probe, macro AUROC – The linear models were left out: use --baselines" in text


def test_one_class_or_a_constant_embedding_says_why_there_is_no_curve(open_page, copied):
    table = Run(copied.location).separation
    names = ["silhouette", "between_within", "neighbor_purity"]
    copied.table(layout.SEPARATION, table.assign(**dict.fromkeys(names, float("nan"))))
    text = again(open_page, copied)
    assert text.count("It needs two labels or more") == 3 and "Participation ratio" in text
    copied.table(layout.SEPARATION, table.assign(**dict.fromkeys([*names, "participation_ratio"], float("nan"))))
    copied.manifest["warnings"] = ["changed"]
    assert "It needs an embedding that is not the same for every sample" in again(open_page, copied)


def test_an_epoch_that_is_not_measured_is_named_and_a_subset_stated(open_page, copied):
    del copied.manifest["separation"]["epochs"]["5"]
    copied.manifest["separation"]["subset"]["size"] = 40
    text = again(open_page, copied)
    assert "Epoch 5 not measured yet" in text and "on a fixed 40 of 60" in text
