"""Linear models beside the network, against scikit-learn used directly."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import balanced_accuracy_score, roc_auc_score
from sklearn.preprocessing import StandardScaler

from analysis.baselines import EMBEDDING, Judged, baselines, judged_by, small_pictures
from analysis.store.reader import Run

RANDOM = np.random.default_rng(0)
START = RANDOM.bit_generator.state


@pytest.fixture(autouse=True)
def same_numbers_in_any_order():
    RANDOM.bit_generator.state = START


def judged(labels, n_classes: int = 3, train: int = 120) -> Judged:
    held_out = {"validation": np.arange(train, len(labels))}
    return Judged(labels, np.arange(train), held_out, np.full(len(labels), ""), n_classes)


def figure(rows, model: str, metric: str) -> tuple[float, float, float]:
    (row,) = [row for row in rows if (row["model"], row["metric"]) == (model, metric)]
    return row["value"], row["low"], row["high"]


def test_the_logistic_figures_are_scikit_learns():
    labels = RANDOM.integers(0, 3, 180)
    features = RANDOM.normal(np.eye(3)[labels] @ RANDOM.normal(0, 1, (3, 12)), 1.5)
    rows, _ = baselines(judged(labels), features, source=EMBEDDING, epoch=4)
    scaled = StandardScaler().fit(features[:120])
    turned = PCA(12).fit(scaled.transform(features[:120]))
    numbers = turned.transform(scaled.transform(features))
    model = LogisticRegression(C=1 / (0.01 * 120), class_weight="balanced", tol=1e-8, max_iter=5000)
    scores = model.fit(numbers[:120], labels[:120]).predict_proba(numbers[120:])
    value, low, high = figure(rows, "logistic", "macro_auroc")
    by_class = [roc_auc_score(labels[120:] == index, scores[:, index]) for index in range(3)]
    assert value == pytest.approx(np.mean(by_class), abs=0.003) and low < value < high
    value, _, _ = figure(rows, "logistic", "balanced_accuracy")
    assert value == pytest.approx(balanced_accuracy_score(labels[120:], scores.argmax(1)), abs=0.05)  # one sample
    assert {(row["epoch"], row["input"], row["split"]) for row in rows} == {(4, EMBEDDING, "validation")}


@pytest.mark.parametrize("model", ["logistic", "svm"])
def test_what_is_linear_is_found_and_noise_is_not(model):
    labels = RANDOM.integers(0, 3, 300)
    plain, _ = baselines(judged(labels, train=200), 6 * np.eye(3)[labels] + RANDOM.normal(size=(300, 3)), source="x")
    noise, _ = baselines(judged(labels, train=200), RANDOM.normal(size=(300, 5)), source="x")
    assert figure(plain, model, "balanced_accuracy")[0] > 0.95
    low, high = figure(noise, model, "macro_auroc")[1:]
    assert low < 0.5 < high


def test_two_classes_have_their_own_figures():
    labels = RANDOM.integers(0, 2, 160)
    rows, _ = baselines(judged(labels, 2), labels[:, None] + RANDOM.normal(0, 0.7, (160, 2)), source="x")
    for model in ("logistic", "svm"):
        assert figure(rows, model, "auroc") == figure(rows, model, "macro_auroc")
        assert figure(rows, model, "auroc")[0] > 0.7
        assert figure(rows, model, "average_precision")[0] > 0.6


def test_a_class_without_training_samples_and_constant_features():
    labels = np.repeat([0, 1, 2], 60)
    labels[:120] = np.tile([0, 1], 60)
    features = np.concatenate([labels[:, None] + RANDOM.normal(0, 0.1, (180, 1)), np.ones((180, 3))], axis=1)
    rows, stopped = baselines(judged(labels), features, source="x")
    assert figure(rows, "svm", "accuracy")[0] == 0  # all held-out samples are of the class that training lacks
    assert stopped == 0


def test_which_rows_count(tiny_run):
    run = Run(tiny_run)
    found = judged_by(run)
    np.testing.assert_array_equal(found.train, run.rows("train"))
    assert list(found.held_out) == ["validation", "test"]
    run.__dict__["samples"] = run.samples.assign(split="all")
    assert "need a training split" in judged_by(run)


def test_small_pictures_are_means_over_areas():
    pictures = RANDOM.integers(0, 256, (3, 32, 32, 3), dtype=np.uint8)
    decoded = SimpleNamespace(batches=lambda size: [(0, pictures)])
    found = small_pictures(decoded, side=8).reshape(3, 8, 8, 3)
    wanted = pictures.reshape(3, 8, 4, 8, 4, 3).mean(axis=(2, 4)) / 255
    np.testing.assert_allclose(found, wanted, atol=1 / 255)
    grey = SimpleNamespace(batches=lambda size: [(0, pictures[..., :1])])
    assert small_pictures(grey, side=4).shape == (3, 16)
