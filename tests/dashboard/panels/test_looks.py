"""Looks and meaning on the page: the answer, both curves, the way; for whom; and what is said without figures."""

from __future__ import annotations

import base64
import json
import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.store import layout
from analysis.store.looks import BASELINES
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from dashboard.regions.address_form import to_text
from dashboard.regions.definition import Listed, tag_of
from tests.dashboard.conftest import markup_of, words_of
from tests.dashboard.looked_store import MEASURES, look_at
from tests.tiny_store import CLASSES, EPOCHS, build


@pytest.fixture
def copied(looked_runs, tmp_path) -> RunWriter:
    return RunWriter(str(shutil.copytree(Path(looked_runs) / "tiny", tmp_path / "runs" / "tiny")), "")


def opened(open_page, runs, **asked):
    app = open_page(str(runs), "neighbours", near="looks", **asked)
    assert not app.exception
    return app


def shown(open_page, runs, **asked) -> str:
    return " ".join(words_of(opened(open_page, runs, **asked)).split())


def of(open_page, writer: RunWriter, **asked) -> str:
    writer.save()
    return shown(open_page, Path(writer.location).parent, **asked)


def figures(app) -> dict[str, dict]:
    """The charts as they were sent, by key."""
    return {chart.proto.id.rsplit("-", 1)[-1]: json.loads(chart.proto.spec) for chart in app.get("plotly_chart")}


def drawn(app, key: str) -> np.ndarray:
    """The values of a chart's own line."""
    spec = next(spec for name, spec in figures(app).items() if name == key)
    line = next(trace for trace in spec["data"] if trace.get("hovertemplate", "").startswith("epoch"))
    return np.frombuffer(base64.b64decode(line["y"]["bdata"]), line["y"]["dtype"])


def test_the_answer_comes_first_and_says_for_whom_and_since_when(open_page, looked_runs):
    text = shown(open_page, looked_runs, epoch=5)
    assert "From looks towards meaning: neighbours share the label more often and look less alike." in text
    assert "The 10 nearest neighbours of all 60 samples, epoch 0 to 5, by structure." in text
    assert "Likeness in layout hardly changed." in text and "Epoch 0 is before training." in text


def test_another_measure_may_answer_otherwise(open_page, looked_runs):
    text = shown(open_page, looked_runs, epoch=5, alike_in="phash")
    assert "Meaning was added and looks were kept" in text
    assert "Likeness in structure went down and in colour went down." in text


def test_at_the_first_epoch_there_is_nothing_to_conclude(open_page, looked_runs):
    text = shown(open_page, looked_runs, epoch=0)
    assert "Epoch 0: where it starts" in text and "towards meaning" not in text


def test_the_curves_are_the_means_between_what_no_network_chose(open_page, looked_runs):
    app = opened(open_page, looked_runs, epoch=5)
    np.testing.assert_allclose(drawn(app, "looks_likeness"), np.interp(range(4), [0, 3], [0.5, 0.3]), atol=1e-6)
    np.testing.assert_allclose(drawn(app, "looks_label"), np.interp(range(4), [0, 3], [0.5, 0.9]), atol=1e-6)
    names = [note["text"] for note in figures(app)["looks_likeness"]["layout"]["annotations"]]
    assert names == ["any two pictures", "what the label explains", "nearest in pixels"]
    text = " ".join(words_of(app).split())
    assert "Do they look alike? Structure 0.300 [0.29" in text
    assert "Do they mean the same? Same label 90.0 % [89." in text


def test_a_class_is_a_mean_over_its_own_samples(open_page, looked_runs):
    run = Run(f"{looked_runs}/tiny")
    app = opened(open_page, looked_runs, epoch=5, whose="class", focus="melanoma")
    inside = run.labels == 0
    expected = [run.looks("ssim", epoch)[inside].astype(float).mean() for epoch in EPOCHS]
    np.testing.assert_allclose(drawn(app, "looks_likeness"), expected, atol=1e-6)
    assert f"neighbours of the {inside.sum()} samples labelled melanoma" in " ".join(words_of(app).split())


def test_a_split_is_the_one_of_the_header(open_page, looked_runs):
    assert "the 20 samples of the test split" in shown(open_page, looked_runs, whose="split", split="test")


def test_one_sample_has_its_own_curve_and_no_interval(open_page, looked_runs):
    run = Run(f"{looked_runs}/tiny")
    app = opened(open_page, looked_runs, epoch=5, whose="sample", sample="ISIC_0000003")
    np.testing.assert_allclose(drawn(app, "looks_likeness"), [run.looks("ssim", e)[3] for e in EPOCHS], atol=1e-6)
    assert "looks_way_figure" not in figures(app)
    assert "No conclusion: one sample, one group of samples, or samples of unknown label have no interval." in " ".join(
        words_of(app).split()
    )


def test_without_a_selected_sample_it_says_how_to_select_one(open_page, looked_runs):
    assert "No sample selected" in shown(open_page, looked_runs, whose="sample")


def test_without_a_region_it_says_how_to_make_one(open_page, looked_runs):
    assert "No region yet" in shown(open_page, looked_runs, whose="region")


def test_a_region_is_a_mean_over_its_own_samples(open_page, looked_runs):
    run = Run(f"{looked_runs}/tiny")
    region = Listed(epoch=5, rows=(1, 4, 9), tag=tag_of(run, "tiny"), name="<b>scaly</b>")
    app = opened(open_page, looked_runs, epoch=5, whose="region", region_a=to_text(region))
    expected = [run.looks("ssim", epoch)[[1, 4, 9]].astype(float).mean() for epoch in EPOCHS]
    np.testing.assert_allclose(drawn(app, "looks_likeness"), expected, atol=1e-6)
    assert "the 3 samples of <b>scaly</b>" in words_of(app)


def test_a_region_that_cannot_be_read_is_said(open_page, looked_runs):
    assert "This region cannot be shown" in shown(open_page, looked_runs, whose="region", region_a="lasso~x")


def test_a_class_without_samples_says_so(open_page, copied):
    samples = Run(copied.location).samples
    copied.table(layout.SAMPLES, samples.assign(label=samples["label"].replace("keratosis", "mole")))
    assert "No sample is labelled keratosis" in of(open_page, copied, whose="class", focus="keratosis")


def test_a_class_of_one_sample_is_shown_without_interval(open_page, copied):
    samples = Run(copied.location).samples
    labels = np.where(np.arange(len(samples)) == 4, "keratosis", samples["label"].replace("keratosis", "mole"))
    copied.table(layout.SAMPLES, samples.assign(label=labels))
    text = of(open_page, copied, whose="class", focus="keratosis", epoch=5)
    assert "the 1 sample labelled keratosis" in text and "has no interval" in text


def test_the_same_group_is_left_out_where_it_was_asked_for(open_page, looked_runs):
    app = opened(open_page, looked_runs, epoch=5, other_groups=1)
    assert drawn(app, "looks_likeness")[-1] == pytest.approx(0.29)


def test_a_store_without_groups_does_not_offer_it(open_page, copied):
    for stage in ("looks", "nuisances"):
        copied.manifest[stage]["among"] = ["all"]
    copied.save()
    app = opened(open_page, Path(copied.location).parent)
    assert not [one for one in app.toggle if one.key == "control_other_groups"]


def test_a_store_without_looks_says_what_to_run(open_page, tiny_runs):
    app = opened(open_page, tiny_runs)
    assert "Looks were not measured yet" in words_of(app)
    assert any("python -m analysis run" in code.value for code in app.code)


def test_an_epoch_not_measured_yet_is_said(open_page, copied):
    del copied.manifest["looks"]["epochs"]["5"]
    text = of(open_page, copied, epoch=5)
    assert "Epoch 5 not measured yet" in text and "In numbers Epoch 0 Epoch 2" in text


def test_without_epoch_zero_the_start_is_not_the_untrained_network(open_page, copied):
    for stage in ("looks", "nuisances"):
        del copied.manifest[stage]["epochs"]["0"]
    assert "Epoch 1 is the first there is" in of(open_page, copied, epoch=5)


def test_baselines_without_pairs_leave_their_figures_open(open_page, copied):
    names = [layout.looks_baseline(measure, name, "all") for measure in MEASURES for name in BASELINES]
    copied.table(layout.LOOKS_SAMPLES, pd.DataFrame(dict.fromkeys(names, np.full(60, np.nan, np.float32))))
    text = of(open_page, copied, epoch=5, whose="split", split="test")
    assert "From looks towards meaning" in text and "nan" not in text.lower()


def test_names_of_a_hostile_run_are_text(open_page, tmp_path):
    names = ["<script>alert(1)</script>", *CLASSES[1:]]
    look_at(build(tmp_path / "runs" / "x", classes=names))
    app = opened(open_page, tmp_path / "runs", whose="class", focus=names[0], epoch=5)
    assert "<script>" not in markup_of(app) and "labelled <script>" in words_of(app)
