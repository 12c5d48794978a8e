"""The GIF: which frames, where every sample is painted, rare classes on top, and what the file says of itself."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image, ImageSequence

from analysis.contract import StoreError
from dashboard.projection_film import HEAD, HEIGHT, MARGIN, MOST_FRAMES, SIDE, WIDTH, Film, film, moments
from dashboard.provenance import Provenance

COLORS = ["#0072b2", "#d55e00"]
PROVENANCE = Provenance("mine: Joint PCA", {"run": "mine", "seed": "0", "basis": "ab" * 32}, "mine")


def colors_of(content: bytes) -> list[np.ndarray]:
    """(y, x, 3) uint8 of every frame."""
    with Image.open(io.BytesIO(content)) as image:
        return [np.asarray(frame.convert("RGB")) for frame in ImageSequence.Iterator(image)]


def made(positions: np.ndarray, labels: list[int], epochs: list[int], **options) -> bytes:
    shown = Film(np.asarray(positions, np.float32), np.array(labels), ["a", "<b>"], COLORS, epochs)
    return film(shown, PROVENANCE, **options)


@pytest.mark.parametrize(
    ("epochs", "frames"), [(1, 1), (2, 11), (16, 106), (60, 119), (120, 120), (121, 120), (1000, 120)]
)
def test_frames_stay_few_and_begin_and_end_with_the_run(epochs: int, frames: int) -> None:
    times = moments(epochs)
    assert len(times) == frames <= MOST_FRAMES and times[0] == 0 and times[-1] == epochs - 1
    assert (np.diff(times) > 0).all()
    if epochs <= MOST_FRAMES:
        assert set(range(epochs)) <= set(times.tolist())


def test_samples_are_where_they_are_and_move_between_epochs() -> None:
    positions = [[[0, 0], [10, 10]], [[10, 0], [10, 10]]]
    frames = colors_of(made(positions, [0, 1], [0, 3]))
    assert len(frames) == 11 and frames[0].shape == (HEIGHT, WIDTH, 3)
    left, right, top, bottom = MARGIN + 4, MARGIN + SIDE - 4, HEAD + 4, HEAD + SIDE - 4
    blue, orange = (0, 114, 178), (213, 94, 0)
    assert tuple(frames[0][bottom, left]) == blue and tuple(frames[-1][bottom, right]) == blue
    assert tuple(frames[5][bottom, (left + right) // 2]) == blue
    assert all(tuple(frame[top, right]) == orange for frame in frames)


def test_the_rarest_class_is_on_top_and_a_missing_place_is_not_painted() -> None:
    positions = [[[0, 0], [0, 0], [0, 0], [8, 8], [np.nan, 4]]]
    (frame,) = colors_of(made(positions, [0, 1, 0, 0, 1], [2]))
    assert tuple(frame[HEAD + SIDE - 4, MARGIN + 4]) == (213, 94, 0)
    plot = frame[HEAD:-40]
    assert (plot != 255).any(axis=2).sum() == 24  # two places of twelve pixels
    with pytest.raises(StoreError, match="finite"):
        made([[[np.nan, 0]]], [0], [0])


def test_the_file_says_where_it_comes_from_and_how_far_it_is() -> None:
    shares: list[float] = []
    content = made([[[0, 0], [1, 1]]] * 3, [0, 1], [0, 2, 5], progress=shares.append)
    with Image.open(io.BytesIO(content)) as image:
        assert image.info["comment"].decode() == f"run: mine\nseed: 0\nbasis: {'ab' * 32}\nepochs: 0, 2, 5"
        assert image.info["loop"] == 0
    assert content == made([[[0, 0], [1, 1]]] * 3, [0, 1], [0, 2, 5])
    assert shares[-1] == 1 and shares == sorted(shares)
