"""An animated GIF of a projection over the epochs, painted from the positions: no browser, no other program."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from analysis.contract import StoreError
from dashboard.provenance import Provenance, short

MOST_FRAMES = 120
STEP_SECONDS = 0.6  # from one epoch to the next
FRAME_SECONDS = 0.06  # GIF counts hundredths; browsers slow anything below 0.02
REST_SECONDS = 1.5  # on the last epoch
MARGIN, HEAD, FOOT = 16, 68, 40  # pixels
SIDE = 560  # pixels of the square of points
WIDTH, HEIGHT = SIDE + 2 * MARGIN, HEAD + SIDE + FOOT
BACKGROUND, TEXT, FIRST = 0, 1, 2  # palette entries; classes from FIRST on
MOST_COLORS = 254
DISC = tuple((y, x) for y in (-1, 0, 1, 2) for x in (-1, 0, 1, 2) if abs(y - 0.5) + abs(x - 0.5) < 3)  # 3.9 pixels wide

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


@dataclass(frozen=True)
class Film:
    """What is shown.

    Attributes:
        positions: (e, n, 2) float; a sample with NaN at either end of a step is left out of that step.
        labels: (n,) index into `colors`.
        names: (c,) what the colors mean.
        colors: (c,) "#rrggbb" per class, at most 254.
        epochs: (e,) epoch numbers.
    """

    positions: np.ndarray
    labels: np.ndarray
    names: Sequence[str]
    colors: Sequence[str]
    epochs: Sequence[int]


def moments(epochs: int) -> np.ndarray:
    """(f,) positions in time from 0 to epochs - 1: ten frames an epoch, fewer for runs that would pass MOST_FRAMES.

    Every epoch itself is a frame, up to MOST_FRAMES epochs; above that every so many.
    """
    if epochs > MOST_FRAMES:
        return np.unique(np.rint(np.linspace(0, epochs - 1, MOST_FRAMES)))
    steps = max(1, min(round(STEP_SECONDS / FRAME_SECONDS), (MOST_FRAMES - 1) // max(epochs - 1, 1)))
    return np.arange((epochs - 1) * steps + 1) / steps


def film(shown: Film, provenance: Provenance, *, progress: Callable[[float], None] = lambda share: None) -> bytes:
    """Paint it.

    Args:
        shown: positions and colors.
        provenance: stands under the picture and in the file's comment.
        progress: told the share that is done, 0 to 1.

    Returns:
        A GIF that plays without end, the last epoch longest; its comment holds every fact.
    """
    times = moments(len(shown.epochs))
    order = _rarest_last(shown.labels)
    scaled = _scaled(shown.positions)
    words = [
        short(name, value) for name, value in provenance.facts.items() if name in ("run", "projection", "seed", "basis")
    ]
    frames = []
    for number, time in enumerate(times):
        pixels = np.full((HEIGHT, WIDTH), BACKGROUND, np.uint8)
        _paint(pixels, _mixed(scaled, time)[order], shown.labels[order] + FIRST)
        epoch = _epoch_words(shown.epochs, time)
        frames.append(_labelled(pixels, shown, provenance.title, epoch, " · ".join(words)))
        progress((number + 1) / len(times))
    stream = io.BytesIO()
    durations = [round(1000 * FRAME_SECONDS)] * (len(frames) - 1) + [round(1000 * REST_SECONDS)]
    comment = "\n".join(f"{name}: {value}" for name, value in provenance.facts.items())
    comment += f"\nepochs: {', '.join(map(str, shown.epochs))}"
    frames[0].save(
        stream,
        "GIF",
        save_all=True,
        append_images=frames[1:],
        duration=durations,
        loop=0,
        comment=comment.encode(),
        optimize=False,
    )
    return stream.getvalue()


def _scaled(positions: np.ndarray) -> np.ndarray:
    """Positions in pixels (x to the right, y down), NaN kept; both axes on one scale over all epochs."""
    if not np.isfinite(positions).all(axis=2).any():
        raise StoreError("A GIF needs positions. Found: none that is finite. Run the analysis again.")
    low = np.nanmin(positions, axis=(0, 1))
    extent = np.nanmax(positions, axis=(0, 1)) - low
    side = float(extent.max()) or 1.0
    inner = SIDE - 8
    shifted = (positions - low + (side - extent) / 2) * (inner / side)
    return np.stack([MARGIN + 4 + shifted[..., 0], HEAD + 4 + inner - shifted[..., 1]], axis=-1)


def _mixed(scaled: np.ndarray, time: float) -> np.ndarray:
    index = min(int(time), len(scaled) - 1)
    share = time - index
    return scaled[index] if share == 0 else scaled[index] * (1 - share) + scaled[index + 1] * share


def _rarest_last(labels: np.ndarray) -> np.ndarray:
    counts = np.bincount(labels)
    return np.argsort(-counts[labels], kind="stable")


def _paint(pixels: np.ndarray, at: np.ndarray, codes: np.ndarray) -> None:
    """Discs as palette entries, later ones on top."""
    there = np.isfinite(at).all(axis=1)
    x, y = np.floor(at[there]).astype(np.int64).T
    for dy, dx in DISC:
        pixels[y + dy, x + dx] = codes[there]


def _labelled(pixels: np.ndarray, shown: Film, title: str, epoch: str, words: str) -> Image.Image:
    image = Image.fromarray(pixels)
    image = image.convert("P") if image.mode != "P" else image
    image.putpalette(_palette(shown.colors))
    draw = ImageDraw.Draw(image)
    draw.fontmode = "1"  # no smoothing: a palette has no shades of the text's color
    font, small = ImageFont.load_default(14), ImageFont.load_default(11)
    draw.text((MARGIN, 14), _fitting(title, font, image.width - 130), fill=TEXT, font=font)
    draw.text((image.width - MARGIN, 14), epoch, fill=TEXT, font=font, anchor="ra")
    _legend(draw, shown, image.width - MARGIN, small)
    draw.text((MARGIN, image.height - 26), _fitting(words, small, image.width - 2 * MARGIN), fill=TEXT, font=small)
    return image


def _legend(draw: ImageDraw.ImageDraw, shown: Film, end: int, font: Font) -> None:
    """One line: a square and a name per class, as many as fit, and how many do not."""
    x = MARGIN
    for place, name in enumerate(shown.names):
        rest = f"and {len(shown.names) - place} more"
        is_last = place + 1 == len(shown.names)
        room = end - x - 14 - (0 if is_last else font.getlength(rest) + 14)
        if font.getlength(name) > room:
            draw.text((x, 42), rest, fill=TEXT, font=font)
            return
        draw.rectangle((x, 44, x + 8, 52), fill=FIRST + place)
        draw.text((x + 14, 42), name, fill=TEXT, font=font)
        x += 14 + int(font.getlength(name)) + 14


def _fitting(words: str, font: Font, width: int) -> str:
    """Words cut to a width; what is cut stands in the comment."""
    if font.getlength(words) <= width:
        return words
    while words and font.getlength(words + "…") > width:
        words = words[:-1]
    return words + "…"


def _palette(colors: Sequence[str]) -> list[int]:
    given = [(255, 255, 255), (27, 31, 35), *(tuple(bytes.fromhex(color[1:])) for color in colors)]
    return [channel for color in given for channel in color]


def _epoch_words(epochs: Sequence[int], time: float) -> str:
    index = int(time)
    between = time > index
    return f"Epoch {epochs[index]} → {epochs[index + 1]}" if between else f"Epoch {epochs[index]}"
