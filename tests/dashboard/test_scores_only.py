"""Every page on runs that hold scores only: what works, and the way to a member where nothing can."""

from __future__ import annotations

import shutil

import pytest

from analysis.store.reader import Run
from dashboard.scores_only import kind_in_words
from dashboard.views.registry import NEED_EMBEDDINGS, VIEWS
from tests.dashboard.conftest import words_of


def links_of(app) -> list[tuple[str, str]]:
    """Label and query of every link to a page outside of the header."""
    return [(link.proto.label, link.proto.query_string) for link in app.get("page_link") if link.proto.query_string]


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.PATH)
@pytest.mark.parametrize("name", ["cv", "ranks"])
def test_no_page_fails(open_page, score_runs, view, name):
    app = open_page(score_runs, view.PATH, run=name, sample="ISIC_0000007")
    assert not app.exception
    words = words_of(app)
    assert "cannot be shown" not in words
    assert ("it has scores but no embeddings" in words) == (view.PATH in NEED_EMBEDDINGS)


def test_the_members_are_linked(open_page, score_runs):
    app = open_page(score_runs, "neighbours", run="cv")
    assert "cv is a pool of the held-out scores of 3 folds" in words_of(app) and "Neighbours has nothing" in words_of(
        app
    )
    found = [
        query for label, query in links_of(app) if label.replace("\\", "") in ("cv_fold_1", "cv_fold_2", "cv_fold_3")
    ]
    assert len(found) == 3 and "run=cv_fold_1" in found[0] and "epoch" not in found[0]


def test_members_that_lie_elsewhere_are_named(open_page, score_runs, tmp_path):
    shutil.copytree(f"{score_runs}/both", tmp_path / "both")
    words = words_of(open_page(str(tmp_path), "evolution", run="both"))
    assert "Its members are not in this folder of runs" in words and f"{score_runs}/cv, {score_runs}/meta" in words


def test_kinds_in_words(score_runs, tiny_run):
    wanted = {"cv": "a pool of the held-out scores of 3 folds", "meta": "a model on metadata alone"}
    wanted |= {"both": "an ensemble of 2 runs"}
    assert {name: kind_in_words(Run(f"{score_runs}/{name}")) for name in wanted} == wanted


def test_overview_says_what_went_in(open_page, score_runs):
    words = " ".join(words_of(open_page(score_runs, "overview", run="both", split="test")).split())
    members = Run(f"{score_runs}/both").manifest["members"]
    assert f"{members[0]['weight']:.3f}" in words and "Weighted mean, weights fitted" in words
    assert "Gain, balanced accuracy" in words and "paired bootstrap" in words
    assert "as logged by training" not in words
    folds = " ".join(words_of(open_page(score_runs, "overview", run="cv", split="test")).split())
    assert "Figures on split validation" in folds and "Held out" in folds


def test_the_pictures_of_a_cell_are_there(open_page, score_runs):
    run = Run(f"{score_runs}/cv")
    row = int(run.rows("validation")[0])
    cell = {"true": run.samples["label"][row], "predicted": run.classes[run.scores(5)[row].argmax()]}
    app = open_page(score_runs, "evaluation", run="cv", split="validation", **cell)
    assert not app.exception
    assert f"labelled {cell['true']} predicted {cell['predicted']}" in words_of(app)


def test_ranks_are_said_to_be_ranks(open_page, score_runs):
    words = words_of(open_page(score_runs, "evaluation", run="ranks", split="test"))
    assert "thresholds, log loss and calibration do not apply" in words
    assert "Log loss" not in words and "Calibration error" not in words


def test_plain_and_augmented_figures_stand_one_above_the_other(open_page, score_runs):
    run = Run(f"{score_runs}/cv_fold_1")
    row = run.metrics.set_index("epoch").loc[5]
    words = words_of(open_page(score_runs, "evaluation", run="cv_fold_1", epoch=5, split="test"))
    gain = f"{row['test_tta_gain_balanced_accuracy']:+.3f}".replace("-", "−")
    assert "TTA × 4" in words and "TTA − plain" in words and gain in words
    elsewhere = words_of(open_page(score_runs, "evaluation", run="cv_fold_1", epoch=2, split="test"))
    assert "was computed at epoch 5 only; --tta-epochs all" in elsewhere and "TTA − plain" not in elsewhere


def test_the_switch_judges_by_augmented_scores(open_page, score_runs):
    from tests.dashboard.views.test_evaluation import counts_of

    run = Run(f"{score_runs}/cv_fold_1")
    rows = run.rows("validation")
    for scores, predicted in (("plain", run.scores(5)), ("tta", run.scores_tta(5))):
        app = open_page(score_runs, "evaluation", run="cv_fold_1", epoch=5, split="validation", scores=scores)
        hits = int((predicted[rows].argmax(1) == run.labels[rows]).sum())
        assert sum(int(counts_of(app)[place][place]) for place in range(3)) == hits
    assert not open_page(score_runs, "evaluation", run="cv_fold_1", epoch=2, scores="tta").exception
