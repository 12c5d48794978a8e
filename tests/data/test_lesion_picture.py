"""A picture: seeded by its name alone, true to its masks, and changed in one thing when one thing is changed."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from data.lesion_picture import draw
from data.lesion_plan import Settings, plan

ROWS = plan(Settings(n=120, malignant_share=0.5)).to_dict("records")


def grown(mask: np.ndarray, pixels: int) -> np.ndarray:
    edges = [np.roll(mask, (y, x), (0, 1)) for y in range(-pixels, pixels + 1) for x in range(-pixels, pixels + 1)]
    return np.logical_or.reduce(edges)


@pytest.mark.parametrize("size", [64, 96])
def test_form(size):
    picture = draw(ROWS[0], size=size, seed=0)
    assert picture.image.shape == (size, size, 3) and picture.image.dtype == np.uint8
    assert picture.lesion.shape == picture.mark.shape == (size, size) and picture.lesion.dtype == bool


def test_a_sample_can_be_drawn_again_alone():
    first = draw(ROWS[7], size=64, seed=0)
    draw(ROWS[3], size=64, seed=0)
    again = draw(ROWS[7], size=64, seed=0)
    assert all(np.array_equal(one, other) for one, other in zip(first, again, strict=True))
    assert not np.array_equal(first.image, draw(ROWS[7], size=64, seed=1).image)
    assert not np.array_equal(first.image, draw({**ROWS[7], "sample": "other"}, size=64, seed=0).image)


def test_the_lesion_is_where_its_mask_is():
    """Healthy skin is brighter than the lesion it surrounds, in pictures without hair, rim and mark."""
    clear = [{**row, "hair": 0, "vignette": 0, "mark": "none"} for row in ROWS if row["skin_tone"] <= 4][:30]
    darker = 0
    for row in clear:
        picture = draw(row, size=64, seed=0)
        grey = picture.image.mean(axis=2)
        darker += grey[picture.lesion].mean() < grey[~grown(picture.lesion, 4)].mean()
        assert picture.lesion.mean() == pytest.approx(np.pi / 4 * (row["diameter"] / 16) ** 2, rel=0.5)
    assert darker >= 0.9 * len(clear)


def test_removing_the_mark_changes_nothing_else():
    marked = [row for row in ROWS if row["mark"] != "none"][:12]
    for row in marked:
        with_mark, without = (draw({**row, "mark": mark}, size=64, seed=0) for mark in (row["mark"], "none"))
        assert with_mark.mark.any() and not without.mark.any()
        assert np.array_equal(with_mark.lesion, without.lesion)
        changed = (with_mark.image != without.image).any(axis=2)
        assert changed[with_mark.mark].mean() > 0.5
        assert not changed[~grown(with_mark.mark, 3)].any()


def test_the_same_lesion_on_other_skin():
    light, dark = (draw({**ROWS[0], "skin_tone": tone}, size=64, seed=0) for tone in (1, 6))
    assert np.array_equal(light.lesion, dark.lesion) and light.image.mean() > dark.image.mean() + 30


def test_colors_lie_where_real_dermoscopy_lies(real_data):
    """Mean skin colour of every drawn picture is within the range of real ones."""
    files = sorted((real_data / "ham10000" / "images").glob("*.jpg"))[::100]

    def corner(pixels: np.ndarray) -> np.ndarray:
        side = len(pixels) // 4
        return pixels[side : side + 12, side : side + 12].reshape(-1, 3).mean(axis=0)

    real = []
    for file in files:
        with Image.open(file) as picture:
            real.append(corner(np.asarray(picture.convert("RGB"))))
    drawn = [corner(draw(row, size=96, seed=0).image) for row in ROWS[:60]]
    low, high = np.percentile(real, 1, axis=0) - 25, np.percentile(real, 99, axis=0) + 25
    inside = ((np.array(drawn) > low) & (np.array(drawn) < high)).all(axis=1)
    assert inside.mean() > 0.9
