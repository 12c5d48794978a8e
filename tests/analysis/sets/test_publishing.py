"""A run of scores counts as made only when its metrics are there too."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.sets import publishing
from analysis.sets.publishing import publish
from analysis.store.reader import Run
from analysis.store.score_run import ENSEMBLE, ScoreRun, is_current


def test_metrics_come_before_the_key(tiny_run, tmp_path, monkeypatch):
    source, out = Run(tiny_run), str(tmp_path / "set")
    scores = np.eye(3)[source.labels] * 0.7 + 0.1
    made = ScoreRun(ENSEMBLE, 5, source.classes, source.samples, scores, key="k")

    def killed(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(publishing, "update_metrics", killed)
    with pytest.raises(KeyboardInterrupt):
        publish(out, made, source)
    assert not is_current(out, "k")
    monkeypatch.undo()
    publish(out, made, source)
    assert is_current(out, "k")
    assert Run(out).metrics[["train_accuracy", "test_accuracy"]].to_numpy().tolist() == [[1.0, 1.0]]
