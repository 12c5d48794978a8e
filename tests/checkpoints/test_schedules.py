import math

import numpy as np
import pytest

from checkpoints.options import Options

pytestmark = pytest.mark.tensorflow


def rates(steps=100, after=0, **choice):
    from checkpoints.schedules import rate_of

    rate = rate_of(Options(learning_rate=0.4, **choice), steps, after=after)
    return [rate if isinstance(rate, float) else float(rate(step)) for step in range(steps - after)]


def test_constant_is_constant():
    assert rates() == [0.4] * 100
    assert rates(schedule="reduce-on-plateau") == [0.4] * 100


@pytest.mark.parametrize("anneal", ["cosine", "linear"])
def test_one_cycle_has_its_peak_and_its_ends(anneal):
    found = rates(schedule="one-cycle", warm_up=0.3, anneal=anneal)
    assert int(np.argmax(found)) == 30
    assert found[30] == pytest.approx(0.4)
    assert found[0] == pytest.approx(0.4 / 25)
    assert found[-1] == pytest.approx(0.4 / 25e4, rel=1e-3)
    assert np.diff(found[:31]) == pytest.approx((0.4 - 0.016) / 30, rel=1e-3)  # a straight line up
    assert (np.diff(found[30:]) < 0).all()
    fallen = (65 - 30) / (99 - 30)
    left = 0.5 * (1 + math.cos(math.pi * fallen)) if anneal == "cosine" else 1 - fallen
    assert found[65] == pytest.approx(0.4 * left, rel=1e-3)


def test_one_cycle_is_pytorchs():
    """Its OneCycleLR counts its turning point as pct_start * steps - 1, so ours is one step later."""
    start, end, top, last = 0.4 / 25, 0.4 / 25 / 1e4, 25, 50
    expected = [start + (0.4 - start) * step / top for step in range(top)]
    fall = last - top
    expected += [end + (0.4 - end) * (1 + math.cos(math.pi * step / fall)) / 2 for step in range(fall + 1)]
    assert rates(51, schedule="one-cycle", warm_up=25 / 51) == pytest.approx(expected, rel=1e-4)


def test_cosine_and_exponential_have_their_closed_forms():
    expected = [0.2 * (1 + math.cos(math.pi * step / 100)) for step in range(100)]
    assert rates(schedule="cosine") == pytest.approx(expected, rel=1e-4, abs=1e-7)
    assert rates(schedule="exponential") == pytest.approx([0.4 * 0.01 ** (step / 100) for step in range(100)], rel=1e-4)


@pytest.mark.parametrize("schedule", ["one-cycle", "cosine", "exponential"])
def test_a_new_optimizer_joins_the_schedule_where_it_is(schedule):
    assert rates(schedule=schedule, after=40) == pytest.approx(rates(schedule=schedule)[40:])


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_the_shortest_trainings(steps):
    for schedule in ("one-cycle", "cosine", "exponential"):
        assert np.isfinite(rates(steps, schedule=schedule)).all()


def test_the_curve_that_is_kept():
    from checkpoints.schedules import curve

    options = Options(epochs=50, learning_rate=0.4, schedule="one-cycle", warm_up=0.123)
    found = curve(options, 100)
    assert found["name"] == "one-cycle"
    assert (found["steps"][0], found["steps"][-1]) == (0, 4999)
    assert 200 <= len(found["steps"]) == len(found["learning_rate"]) <= 201
    assert max(found["learning_rate"]) == pytest.approx(0.4)
    assert found["steps"][int(np.argmax(found["learning_rate"]))] == 615
    assert curve(Options(), 3)["learning_rate"] == [0.001] * 30
    assert curve(Options(schedule="reduce-on-plateau"), 3)["steps"] == []
