"""The Evaluation page in every state."""

import json

import numpy as np
import pytest
from sklearn.metrics import average_precision_score, roc_auc_score

from analysis.store.reader import Run
from dashboard import look
from tests.dashboard.conftest import HOSTILE_CLASSES, HOSTILE_SAMPLE, markup_of, words_of
from tests.dashboard.small_store import two_classes, write

LABELS = [0, 0, 0, 0, 1, 1, 1]
POSITIVE = [0.1, 0.3, 0.6, 0.2, 0.4, 0.8, 0.9]


@pytest.fixture(scope="module")
def two(tmp_path_factory) -> str:
    folder = tmp_path_factory.mktemp("two")
    write(folder, LABELS, {0: two_classes(POSITIVE)})
    return str(folder)


def figure(app, key: str) -> dict:
    """A Plotly figure of the page as the browser gets it."""
    found = [json.loads(chart.proto.spec) for chart in app.get("plotly_chart") if key in chart.proto.id]
    assert len(found) == 1
    return found[0]


def counts_of(app) -> list[list[str]]:
    """The numbers written in the matrix."""
    clicks = figure(app, "confusion_matrix")["data"][-1]
    side = round(len(clicks["hovertext"]) ** 0.5)
    totals = [words.rsplit("<br>", 1)[1].split(" ")[0] for words in clicks["hovertext"]]
    return [totals[row * side : (row + 1) * side] for row in range(side)]


def test_the_matrix_is_that_of_epoch_and_split(open_page, tiny_runs):
    app = open_page(tiny_runs, "evaluation", epoch=1, split="train")
    run = Run(f"{tiny_runs}/tiny_adam")
    rows = run.rows("train")
    wanted = np.zeros((3, 3), int)
    np.add.at(wanted, (run.labels[rows], run.scores(1)[rows].argmax(axis=1)), 1)
    assert counts_of(app) == wanted.astype(str).tolist()


def test_areas_are_scikit_learns(open_page, two):
    words = words_of(open_page(two, "evaluation"))
    assert f"ROC: area {look.number(roc_auc_score(LABELS, POSITIVE))}" in " ".join(words.split())
    assert look.number(average_precision_score(LABELS, POSITIVE)) in words


def test_the_threshold_drives_matrix_and_table(open_page, two):
    app = open_page(two, "evaluation")
    assert counts_of(app) == [["3", "1"], ["1", "2"]]
    app = open_page(two, "evaluation", threshold=0.35)
    assert counts_of(app) == [["3", "1"], ["0", "3"]]
    app.slider(key="control_threshold").set_value(0.85).run()
    assert counts_of(app) == [["4", "0"], ["2", "1"]]
    assert app.query_params["threshold"] == "0.85"
    assert "follow the threshold" in words_of(app)


def test_the_threshold_follows_the_positive_class(open_page, two):
    app = open_page(two, "evaluation", threshold=0.85, focus="benign")
    assert counts_of(app) == [["1", "3"], ["0", "3"]]


def test_many_classes_have_no_threshold(open_page, tiny_runs):
    app = open_page(tiny_runs, "evaluation", threshold=0.9)
    assert not app.slider
    assert not app.exception


def test_the_headline_has_its_intervals(open_page, tiny_runs):
    words = words_of(open_page(tiny_runs, "evaluation", epoch=1, split="test"))
    row = Run(f"{tiny_runs}/tiny_adam").metrics.set_index("epoch").loc[1]
    assert look.number(row["test_balanced_accuracy"]) in words
    assert look.interval(row["test_balanced_accuracy_low"], row["test_balanced_accuracy_high"]) in words


def test_the_selected_samples_cell_is_outlined(open_page, two):
    shapes = figure(open_page(two, "evaluation", sample="s2"), "confusion_matrix")["layout"]["shapes"]
    assert [((shape["y0"] + shape["y1"]) / 2, (shape["x0"] + shape["x1"]) / 2) for shape in shapes] == [(0, 1)]


def test_an_unknown_cell_in_the_address_opens_nothing(open_page, tiny_runs):
    app = open_page(tiny_runs, "evaluation", true="<script>", predicted="mole")
    assert not app.exception
    assert "true" not in app.query_params
    assert "<script>" in " ".join(app.session_state["shared_notes"])
    assert "Click a cell" in words_of(app)


def test_half_a_cell_opens_nothing(open_page, tiny_runs):
    assert "Click a cell" in words_of(open_page(tiny_runs, "evaluation", true="mole"))


def test_a_picture_of_the_cell_selects(open_page, two):
    app = open_page(two, "evaluation", true="benign", predicted="melanoma")
    app.session_state["cell_pictures"] = {"picked": {"value": "s2", "turn": 1}}
    app.run()
    assert app.query_params["sample"] == "s2"


def test_one_class_says_so_in_place_of_curves(open_page, tmp_path):
    write(tmp_path, [1, 1, 1], {0: two_classes([0.2, 0.7, 0.9])})
    app = open_page(tmp_path, "evaluation")
    assert not app.exception
    words = words_of(app)
    assert "All 3 samples of split test are melanoma: one class only." in words
    assert "No ROC or precision-recall curve. One class only" in words
    assert len(app.get("plotly_chart")) == 1


def test_diverged_scores_are_one_message(open_page, tmp_path):
    write(tmp_path, [0, 1], {0: np.array([[0.5, 0.5], [np.nan, np.nan]])})
    app = open_page(tmp_path, "evaluation")
    assert not app.exception
    assert "Choose an earlier epoch" in words_of(app)


def test_thirty_classes(open_page, tmp_path):
    labels = list(range(30)) * 2
    scores = np.random.default_rng(0).dirichlet(np.ones(30), 60)
    write(tmp_path, labels, {0: scores}, classes=tuple(f"class {index}" for index in range(30)))
    app = open_page(tmp_path, "evaluation")
    assert not app.exception
    assert sum(int(count) for row in counts_of(app) for count in row) == 60


def test_hostile_names_stay_words(open_page, hostile_runs):
    cell = {"true": HOSTILE_CLASSES[0], "predicted": HOSTILE_CLASSES[0]}
    app = open_page(hostile_runs, "evaluation", sample=HOSTILE_SAMPLE, split="train", epoch=5, **cell)
    assert not app.exception
    assert "<script>" not in markup_of(app) and "<img" not in markup_of(app)
    assert f"labelled {HOSTILE_CLASSES[0]} predicted {HOSTILE_CLASSES[0]}" in words_of(app)
    assert "<script>" not in json.dumps(figure(app, "confusion_matrix"))
