"""Class colors: told apart by color-blind eyes, readable on both backgrounds, warm where it matters."""

import re
from pathlib import Path

import numpy as np
import pytest

from analysis.store.reader import Run
from dashboard import palette
from dashboard.color_distance import contrast, distances, seen


def smallest(colors):
    found = distances(list(colors))
    return found[~np.eye(len(found), dtype=bool)].min()


@pytest.mark.parametrize("count", [1, 2, 3, 7, 8, 12, 40, 200])
def test_every_color_is_its_own_and_stands_out_from_both_backgrounds(count):
    colors = palette.distinct_colors(count)
    assert len(set(colors)) == count
    assert all(re.fullmatch("#[0-9a-f]{6}", color) for color in colors)
    ratios = [contrast(color, ground) for color in colors for ground in (palette.LIGHT, palette.DARK)]
    assert min(ratios) >= 2.99  # 3:1 to the rounding of WCAG


@pytest.mark.parametrize(("count", "least"), [(2, 20), (3, 7.5), (8, 7.5), (12, 5), (20, 3.5)])
def test_color_blind_eyes_tell_them_apart(count, least):
    assert smallest(palette.distinct_colors(count)) > least  # about 2 is just noticeable


def test_eight_beat_okabe_and_ito():
    okabe_ito = ["#e69f00", "#56b4e9", "#009e73", "#f0e442", "#0072b2", "#d55e00", "#cc79a7"]
    assert smallest(palette.distinct_colors(7)) >= smallest(okabe_ito)


def warmth(color):
    _, red, yellow = seen([color])[0, 0]
    return red + yellow


def test_the_rarer_the_warmer():
    counts = [6705, 1113, 1099, 514, 327, 142, 115]
    colors = palette.colors_by_rarity(counts)
    assert colors[-1] == palette.FIRST[0]  # the rarest class has the orange
    assert sorted(colors, key=warmth) == colors


def test_of_two_balanced_classes_the_second_is_warm_and_of_two_unbalanced_the_rare_one():
    assert palette.colors_by_rarity([50, 50]) == [palette.FIRST[1], palette.FIRST[0]]
    assert palette.colors_by_rarity([60, 50]) == [palette.FIRST[1], palette.FIRST[0]]
    assert palette.colors_by_rarity([10, 500]) == [palette.FIRST[0], palette.FIRST[1]]


def test_a_run_keeps_its_colors(tiny_run):
    first, second = (palette.class_colors(Run(tiny_run)) for _ in range(2))
    assert first == second
    assert list(first) == Run(tiny_run).classes
    assert first["melanoma"] == palette.FIRST[0]


def test_the_backgrounds_are_those_of_the_theme():
    theme = (Path(palette.__file__).parent / ".streamlit" / "config.toml").read_text()
    assert f'backgroundColor = "{palette.LIGHT}"' in theme
    assert f'backgroundColor = "{palette.DARK}"' in theme
