"""Motion fidelity against SciPy, and where it is undefined."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import spearmanr

from analysis.projections.quality.motion import Motion, fidelity

RANDOM = np.random.default_rng(0)
FULL = RANDOM.normal(size=(4, 90, 12)).astype(np.float32)
SCREEN = (FULL[:, :, :2] + 0.3 * RANDOM.normal(size=(4, 90, 2))).astype(np.float32)


def test_steps_and_the_whole_run_equal_scipy():
    motion = Motion()
    steps = [motion.step(full, screen) for full, screen in zip(FULL, SCREEN, strict=True)]
    lengths = [np.linalg.norm(np.diff(side.astype(float), axis=0), axis=2) for side in (FULL, SCREEN)]
    assert steps[0] is None
    for place in range(3):
        assert steps[place + 1] == pytest.approx(spearmanr(lengths[0][place], lengths[1][place]).statistic, abs=1e-9)
    assert motion.whole_run() == pytest.approx(spearmanr(lengths[0].ravel(), lengths[1].ravel()).statistic, abs=1e-9)


def test_a_rotation_keeps_all_motion_and_chance_keeps_none():
    motion, chance = Motion(), Motion()
    for step in range(4):
        motion.step(FULL[step], FULL[step][:, ::-1] * 3)
        chance.step(FULL[step], RANDOM.normal(size=(90, 2)))
    assert motion.whole_run() == pytest.approx(1, abs=1e-6)
    assert abs(chance.whole_run()) < 0.2


def test_ties_share_their_mean_rank():
    full, screen = np.array([0, 0, 0, 1, 2]), np.array([0, 0, 3, 3, 4])
    ranks = np.corrcoef([2, 2, 2, 4, 5], [1.5, 1.5, 3.5, 3.5, 5])[0, 1]
    assert fidelity(full, screen) == pytest.approx(ranks, abs=1e-12)


def test_no_motion_is_undefined_and_counts_as_ties_in_the_run():
    motion = Motion()
    assert [motion.step(FULL[place], SCREEN[place]) for place in (0, 0)] == [None, None]
    assert motion.whole_run() is None
    step = motion.step(FULL[1], SCREEN[1])
    assert step is not None and motion.whole_run() > step  # 90 still samples are still on both sides


def test_one_epoch_and_one_sample_are_undefined():
    assert Motion().whole_run() is None
    motion = Motion()
    assert [motion.step(FULL[place, :1], SCREEN[place, :1]) for place in range(2)] == [None, None]
    assert motion.whole_run() is None


def test_a_bad_epoch_breaks_the_chain_and_nothing_else():
    motion, bad = Motion(), FULL[1].copy()
    bad[3, 3] = np.inf
    steps = [motion.step(full, screen) for full, screen in zip([FULL[0], bad, *FULL[2:]], SCREEN, strict=True)]
    assert steps[:3] == [None, None, None]
    assert motion.whole_run() == steps[3] is not None
