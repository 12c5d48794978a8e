"""The panel: what it says of a sample, on every page alike."""

import numpy as np
import pytest

from analysis.store.reader import Run
from dashboard.look import score
from tests.dashboard.conftest import words_of

PANEL_PAGES = ("overview", "data", "evolution", "neighbours", "evaluation", "explanations")


@pytest.mark.parametrize("path", PANEL_PAGES)
def test_the_same_panel_on_every_page(open_page, tiny_runs, path):
    run = Run(f"{tiny_runs}/tiny_adam")
    app = open_page(tiny_runs, path, sample="ISIC_0000004", epoch=1)
    words = words_of(app)
    scores = run.scores(1)[4]
    verdict = "right" if scores.argmax() == run.labels[4] else "wrong"
    assert f"{run.classes[int(np.argmax(scores))]} {score(float(scores.max()))} · {verdict}" in " ".join(words.split())
    assert "At epoch 1" in words and "Thumbnail" in words
    assert "lesion_2 (1 more)" in words
    assert str(run.samples["sex"][4]) in words and "44" in words  # metadata as the dataset has it


def test_without_a_sample_it_says_how_to_select_one(open_page, tiny_runs):
    assert "No sample selected" in words_of(open_page(tiny_runs, "overview"))


def test_missing_metadata_is_not_given(open_page, tiny_runs):
    assert "not given" in words_of(open_page(tiny_runs, "overview", sample="ISIC_0000007"))


def test_links_lead_to_the_sample_s_cell(open_page, tiny_runs):
    run = Run(f"{tiny_runs}/tiny_adam")
    app = open_page(tiny_runs, "overview", sample="ISIC_0000004", epoch=1)
    links = {link.proto.label: link.proto for link in app.get("page_link")}
    query = dict(part.split("=") for part in links["Others judged alike"].query_string.split("&"))
    assert query["true"] == run.samples["label"][4]
    assert query["predicted"] == run.classes[int(run.scores(1)[4].argmax())]
    assert query["split"] == run.samples["split"][4]
    assert query["sample"] == "ISIC_0000004"
