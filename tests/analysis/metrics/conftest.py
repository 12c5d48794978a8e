"""Labels and scores to take metrics from."""

from __future__ import annotations

import numpy as np
import pytest


def draw(seed: int, n_samples: int, n_classes: int, *, decimals: int | None = None) -> tuple[np.ndarray, np.ndarray]:
    """Labels of uneven frequency and scores that know something of them; `decimals` makes ties."""
    generator = np.random.default_rng(seed)
    labels = generator.choice(n_classes, n_samples, p=np.arange(1, n_classes + 1) / (n_classes * (n_classes + 1) / 2))
    logits = generator.normal(size=(n_samples, n_classes))
    logits[np.arange(n_samples), labels] += 1.2
    scores = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    if decimals is not None:
        scores = np.round(scores, decimals) + 1e-3
        scores /= scores.sum(axis=1, keepdims=True)
    return labels, scores


def draw_lesions(seed: int, n_lesions: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Two-class labels, scores and lesion of 1 to 3 pictures per lesion that resemble each other."""
    generator = np.random.default_rng(seed)
    label = generator.choice(2, n_lesions, p=[0.8, 0.2])
    groups = np.repeat(np.arange(n_lesions), generator.integers(1, 4, n_lesions))
    logits = 0.8 * generator.normal(size=(n_lesions, 2))[groups] + 0.6 * generator.normal(size=(len(groups), 2))
    logits[np.arange(len(groups)), label[groups]] += 1.2
    scores = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    return label[groups], scores, groups


@pytest.fixture(params=[(2, None), (2, 1), (7, None), (7, 1)], ids=["two", "two-ties", "seven", "seven-ties"])
def drawn(request: pytest.FixtureRequest) -> tuple[np.ndarray, np.ndarray]:
    """Labels and scores (300, c)."""
    n_classes, decimals = request.param
    return draw(3, 300, n_classes, decimals=decimals)
