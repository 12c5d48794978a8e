"""Draws of a class: of that class only, without repetition, another seed another draw."""

import numpy as np

from dashboard.class_draw import draw

LABELS = np.array([0, 1] * 50 + [2])


def test_a_draw_is_of_its_class_without_repetition():
    rows = draw(LABELS, 1, 12, 0)
    assert len(set(rows.tolist())) == 12 and (LABELS[rows] == 1).all()
    assert draw(LABELS, 2, 12, 0).tolist() == [100] and len(draw(LABELS, 3, 12, 0)) == 0


def test_the_same_seed_gives_the_same_and_another_seed_another_draw():
    assert draw(LABELS, 0, 12, 5).tolist() == draw(LABELS, 0, 12, 5).tolist() != draw(LABELS, 0, 12, 6).tolist()
    assert draw(LABELS, 0, 12, -7).tolist() == draw(LABELS, 0, 12, 0).tolist()


def test_every_sample_comes_up():
    seen = {int(row) for seed in range(60) for row in draw(LABELS, 0, 12, seed)}
    assert seen == set(range(0, 100, 2))
