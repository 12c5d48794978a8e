"""Text is readable on every color it can stand on."""

import numpy as np
import pytest

from dashboard.figures.tones import DARK, LIGHT, tones


def luminance(color: str) -> float:
    channels = np.array([int(color[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def color_at(scale: list, place: float) -> str:
    marks = [mark for mark, _ in scale]
    stops = np.array([[int(color[at : at + 2], 16) for at in (1, 3, 5)] for _, color in scale])
    mixed = [round(float(np.interp(place, marks, stops[:, channel]))) for channel in range(3)]
    return "#" + "".join(f"{value:02x}" for value in mixed)


@pytest.mark.parametrize("tone", [LIGHT, DARK])
def test_numbers_stand_out_from_their_cells(tone):
    for place in np.linspace(0, 1, 101):
        ink = tone.ink if place < tone.deep else tone.ink_on_deep
        for scale in (tone.right, tone.wrong):  # no pair of inks reaches more than 4.58 on every color between them
            assert contrast(ink, color_at(scale, place)) >= 3.5, (scale, place)


def test_dark_is_dark():
    assert luminance(tones(True).surface) < luminance(tones(False).surface)
