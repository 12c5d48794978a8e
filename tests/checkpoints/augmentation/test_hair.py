import numpy as np
import pytest

from checkpoints.augmentation.hair import BROWN, MOST, _cover, change

pytestmark = pytest.mark.tensorflow


@pytest.fixture(scope="module")
def hairy(seed):
    """(64, 64, 64, 3) white pictures with hairs on each."""
    return change(np.full((64, 64, 64, 3), 255, np.float32), seed(), 1.0).numpy()


def test_hairs_are_dark_thin_and_on_every_picture(hairy):
    touched = (hairy < 250).any(-1).mean((1, 2))
    assert (touched > 0.005).all()
    assert np.median(touched) < 0.25
    assert hairy.min() < 120
    assert np.ptp(touched) > 0.05  # few hairs here, many there


def test_pictures_are_darkened_only_and_most_pixels_are_left(many, seed):
    found = change(many, seed(), 1.0).numpy()
    assert (found <= many + 1e-3).all()
    assert (found == many).all(-1).mean() > 0.5
    darker = np.minimum(many, np.array(BROWN, np.float32))
    assert (found >= np.minimum(darker, 12) - 1e-3).all()


def test_a_share_of_pictures(many, seed):
    untouched = (change(many, seed(), 0.3).numpy() == many).all((1, 2, 3))
    assert untouched.mean() == pytest.approx(0.7, abs=0.15)


def test_grey_pictures(hairy, seed):
    """The same hairs as on the colour picture, in the grey of their colour."""
    found = change(np.full((64, 64, 64, 1), 255, np.float32), seed(), 1.0).numpy()
    np.testing.assert_allclose(found[..., 0], hairy @ np.array([0.299, 0.587, 0.114]), atol=0.01)


def test_a_stroke_is_the_curve_of_exact_distances():
    """Against the distance to many points of the parabola: half covered where the stroke's edge runs."""
    left, top, bend, half, reach = 30.0, 20.0, 0.006, 2.0, 1000.0
    y, x = np.mgrid[0.5:64, 0.5:64].astype(np.float32)
    hair = [left, top, 1.0, 0.0, bend, half, reach, 0.5, 1.0]
    found = _cover(x[None], y[None], np.array(hair, np.float32)[:, None, None, None]).numpy()[0]
    u = np.linspace(-45, 45, 601)
    curve = np.stack([left + u, top + bend * u**2], -1)
    distance = np.sqrt(((np.stack([x, y], -1)[:, :, None] - curve[None, None]) ** 2).sum(-1)).min(-1)
    np.testing.assert_allclose(found, np.clip(half + 0.5 - distance, 0, 1), atol=0.08)


def test_no_more_hairs_than_said(seed):
    """Rows crossing a hair are counted as dark runs: never more than hairs, twice over for those that bend back."""
    found = change(np.full((8, 128, 128, 1), 255, np.float32), seed(5), 1.0).numpy()[..., 0] < 200
    runs = (np.diff(found.astype(int), axis=2) == 1).sum(2)
    assert 1 <= runs.max() <= 2 * MOST
