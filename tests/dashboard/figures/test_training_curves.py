"""Curves over irregular epochs, their bands and their names."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures.training_curves import Curve, spread, training_curves


def curve(values, **more):
    epochs = [0, 1, 2, 5][: len(values)]
    return Curve("validation", epochs, np.array(values, float), **more)


def test_lines_are_at_the_true_epochs_and_the_epoch_in_view_is_marked():
    figure = training_curves([curve([0.1, 0.2, 0.4, 0.8])], title="accuracy", epoch=2)
    line = figure.data[0]
    assert list(line.x) == [0, 1, 2, 5]
    assert list(line.y) == [0.1, 0.2, 0.4, 0.8]
    assert figure.layout.shapes[0].x0 == 2
    assert list(figure.layout.xaxis.tickvals) == [0, 1, 2, 5]


def test_only_the_loud_curve_has_its_band_and_gaps_stay_gaps():
    values, low, high = [0.1, np.nan, 0.4, 0.8], [0.0, np.nan, 0.3, 0.7], [0.2, np.nan, 0.5, 0.9]
    bounds = {"low": np.array(low), "high": np.array(high)}
    assert len(training_curves([curve(values, **bounds)], title="x").data) == 1
    band, line = training_curves([curve(values, loud=True, **bounds)], title="x").data
    assert list(band.x) == [0, 2, 5, 5, 2, 0]
    assert list(band.y) == [0.2, 0.5, 0.9, 0.7, 0.3, 0.0]
    assert np.isnan(line.y[1])


def test_a_single_epoch_is_a_visible_point_and_no_values_are_no_name():
    figure = training_curves([curve([0.5])], title="x")
    assert "markers" in figure.data[0].mode
    assert len(figure.layout.annotations) == 1
    assert not training_curves([curve([np.nan, np.nan])], title="x").layout.annotations
    assert not training_curves([], title="x").data


def test_dark_pages_get_other_ink():
    light, dark = (training_curves([curve([1, 2], loud=True)], title="x", dark=dark) for dark in (False, True))
    assert light.data[0].line.color != dark.data[0].line.color


def test_names_of_equal_ends_stand_around_them():
    assert spread([1.0, 1.0], 0.2) == pytest.approx([0.9, 1.1])
    assert spread([0.0, 5.0], 1) == [0.0, 5.0]


@given(st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=12), st.floats(0.01, 100))
def test_spread_keeps_the_order_and_the_distance(values, gap):
    placed = spread(values, gap)
    order = np.argsort(values, kind="stable")
    steps = np.diff(np.array(placed)[order])
    assert (steps >= gap * (1 - 1e-6) - 1e-9).all()
    assert np.mean(placed) == pytest.approx(np.mean(values), abs=1e-6 * (1 + gap * len(values)))
