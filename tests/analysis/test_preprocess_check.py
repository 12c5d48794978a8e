"""The pixel range with the lowest log loss wins, and every candidate's figure is kept."""

from __future__ import annotations

import numpy as np

from analysis.preprocess_check import CANDIDATES, choose_preprocessing


def _scores(right: float) -> np.ndarray:
    return np.tile([right, 1 - right], (10, 1)).astype(np.float32)


def test_the_lowest_log_loss_wins():
    sure = {"none": 0.6, "unit": 0.9, "symmetric": 0.7, "imagenet": 0.0, "caffe": 0.2}
    name, source, figures = choose_preprocessing(lambda name: _scores(sure[name]), np.zeros(10, int), channels=3)
    assert name == "unit"
    assert set(figures) == set(CANDIDATES)
    assert figures["unit"]["log_loss"] == -np.log(np.float32(0.9))
    assert np.isfinite(figures["imagenet"]["log_loss"])
    assert "unit 1.00" in source and "--preprocess" in source


def test_grey_models_are_not_asked_for_colour_conventions():
    _, _, figures = choose_preprocessing(lambda name: _scores(0.5), np.zeros(10, int), channels=1)
    assert set(figures) == {"none", "unit", "symmetric"}
