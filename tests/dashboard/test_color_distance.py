"""Distances and contrast against known values."""

import numpy as np
import pytest

from dashboard.color_distance import contrast, distances, linear, luminance, oklab, seen


def test_contrast_of_black_and_white_and_of_known_pairs():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)  # WebAIM's example of a near miss
    assert contrast("#ff0000", "#ffffff") == pytest.approx(contrast("#ffffff", "#ff0000"))


def test_oklab_of_the_published_examples():
    assert oklab(linear(["#ffffff"]))[0] == pytest.approx([1, 0, 0], abs=1e-4)
    assert oklab(linear(["#ff0000"]))[0] == pytest.approx([0.628, 0.225, 0.126], abs=1e-3)  # CSS Color 4


def test_grey_is_grey_to_every_eye():
    places = seen(["#808080"])[:, 0]
    assert np.abs(places[:, 1:]).max() < 0.2


def test_red_and_green_of_one_lightness_are_close_only_to_red_green_blind_eyes():
    pair = ["#c1504a", "#7f7a1f"]
    normal = np.linalg.norm(np.diff(seen(pair)[0], axis=0))
    assert distances(pair)[0, 1] < 0.6 * normal


def test_distances_are_symmetric_with_a_zero_diagonal():
    found = distances(["#e15a00", "#1e78c3", "#00a569"])
    assert found == pytest.approx(found.T)
    assert np.diag(found) == pytest.approx(0)
    assert 0 < luminance("#123456") < 1
