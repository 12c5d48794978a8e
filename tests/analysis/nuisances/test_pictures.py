"""What is measured on pictures, against lesions drawn with known skin, hair and vignette."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.stats import spearmanr

from analysis.nuisances.pictures import COLUMNS, hair, measure, skin_tone
from analysis.store.thumbnails import AtlasWriter, Thumbnails, thumbnail
from data.lesion_picture import draw
from data.lesion_plan import Settings, plan


@pytest.fixture(scope="module")
def truth() -> pd.DataFrame:
    return plan(Settings(n=150, size=96, seed=3))


@pytest.fixture(scope="module")
def measured(truth, tmp_path_factory) -> pd.DataFrame:
    location = str(tmp_path_factory.mktemp("atlas"))
    atlas = AtlasWriter(location)
    for row in truth.to_dict("records"):
        atlas.add(thumbnail(draw(row, size=96, seed=3).image))
    return measure(Thumbnails(location, atlas.close()["count"]))


def test_drawn_truth_is_found_again(truth, measured):
    assert list(measured) == list(COLUMNS) and len(measured) == len(truth)
    assert spearmanr(measured["measured_skin_tone"], truth["skin_tone"]).statistic < -0.7  # type I is the lightest
    assert spearmanr(measured["measured_hair"], truth["hair"]).statistic > 0.7
    has = truth["vignette"] == 1
    assert measured["measured_vignette"][has].min() > measured["measured_vignette"][~has].max()


def test_skin_tone_of_known_colors():
    """CIELAB by hand: sRGB (198, 134, 66) is L* 60.9, b* 45.6 by the CIE's own equations; grey has no yellow."""
    brown = np.broadcast_to(np.uint8([198, 134, 66]), (96, 96, 3))
    light, dark = (np.full((96, 96, 3), level, np.uint8) for level in (200, 60))
    black = np.zeros((96, 96, 3), np.uint8)
    found = skin_tone(np.stack([brown, light, dark, black]))
    np.testing.assert_allclose(found[0], np.degrees(np.arctan2(60.88 - 50, 45.6)), atol=1.0)
    assert found[1] > 89 and found[2] < -89 and np.isnan(found[3])


def test_a_vignette_is_no_skin():
    skin = np.full((96, 96, 3), (230, 190, 160), np.uint8)
    framed = skin.copy()
    framed[:6] = framed[-6:] = framed[:, :6] = framed[:, -6:] = 0
    tones = skin_tone(np.stack([skin, framed]))
    np.testing.assert_allclose(tones[1], tones[0])


@pytest.mark.parametrize("turned", [False, True])
def test_hairs_are_narrow_long_and_dark(turned):
    blank = np.full((96, 96), 180, np.uint8)
    pictures = [blank.copy() for _ in range(5)]
    pictures[1][:, 40] = 60  # a hair
    pictures[2][30:60, 30:60] = 60  # a lesion
    pictures[3][40, 40] = pictures[3][10, 70] = 60  # specks
    pictures[4][:, 40] = 255  # a bright line
    found = hair(np.stack([picture.T if turned else picture for picture in pictures]))
    assert found[1] > 0.009 and (found[[0, 2, 3, 4]] == 0).all()
