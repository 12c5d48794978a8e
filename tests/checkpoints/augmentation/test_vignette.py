import numpy as np
import pytest

from checkpoints.augmentation.vignette import DARK, change

pytestmark = pytest.mark.tensorflow


@pytest.fixture(scope="module")
def framed(seed):
    """(64, 60, 80, 3): white pictures with the border on each."""
    return change(np.full((64, 60, 80, 3), 255, np.float32), seed(), 1.0).numpy()


def test_the_middle_is_left_and_the_corners_are_dark(framed):
    y, x = np.mgrid[-29.5:30, -39.5:40] / 40
    middle = np.hypot(x, y) < 0.4
    assert (framed[:, middle] == 255).all()
    assert framed[:, 0, 0].min() <= DARK
    assert (framed[:, 0, 0] < 255).any(-1).mean() > 0.9


def test_round_with_a_soft_edge(framed):
    """Light falls with the distance from some centre, over several grey levels rather than at once."""
    row = framed[np.argmin(framed[:, 30, -1, 0]), 30, 40:, 0]
    assert (np.diff(row) <= 1e-3).all()
    assert ((row > DARK) & (row < 250)).sum() >= 3


def test_circles_differ(framed):
    lit = (framed[..., 0] > 128).mean((1, 2))
    assert np.ptp(lit) > 0.05
    assert not np.array_equal(framed[0] > 128, framed[0, ::-1, ::-1] > 128)


def test_a_share_of_pictures_and_darker_only(many, seed):
    found = change(many, seed(), 0.3).numpy()
    assert (found <= many).all()
    assert (found == many).all((1, 2, 3)).mean() == pytest.approx(0.7, abs=0.15)
