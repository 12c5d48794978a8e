"""What the model service says of augmentation: which transforms there are, and a picture drawn many times with them."""

from __future__ import annotations

import base64
import binascii
import io
import re
from dataclasses import dataclass

import numpy as np
import streamlit as st
from PIL import Image

from analysis.store.reader import Run
from dashboard.model_service import ask
from dashboard.store_cache import key_of
from data.contract import EpochscopeError

DRAWS = 16
NONE = "none"  # in the URL: everything switched off
EXAMPLE = "light"  # the preset shown for a run that was trained without augmentation

_NAME = re.compile(r"[a-z][a-z0-9_]{0,30}")
_ODD = EpochscopeError("The model service's answer has another form than expected: is it of the same version?")


@dataclass(frozen=True)
class Offer:
    """One transform.

    Attributes:
        name: as `--augment` takes it.
        title: what it does.
        strength: in force, or the usual one.
        unit: what the strength is measured in.
        on: whether it is in force.
    """

    name: str
    title: str
    strength: float
    unit: str
    on: bool

    @property
    def word(self) -> str:
        """The transform as `--augment` takes it."""
        return f"{self.name}={self.strength:g}"


@dataclass(frozen=True)
class Draws:
    """One picture and what augmentation makes of it.

    Attributes:
        plain: (y, x, 3) uint8.
        pictures: (m, y, x, 3) uint8.
    """

    plain: np.ndarray
    pictures: np.ndarray


def trained_with(run: Run) -> list[str]:
    """The words of `--augment` that the run was trained with; none where training left no record of any."""
    training = run.manifest.get("training") or {}
    words = training.get("augment") or (training.get("architecture") or {}).get("augment") or []
    return [str(word) for word in words] if isinstance(words, list) else []


def offers(words: list[str]) -> list[Offer]:
    """Every transform, in the order of application, with what some words switch on.

    Raises:
        ServiceAway, ServiceStarting: no service, or not yet.
        EpochscopeError: words that are no transforms, in the service's words.
    """
    return _offers(tuple(words))


def draws(run: Run, name: str, sample: str, words: list[str], seed: int) -> Draws:
    """A sample drawn DRAWS times by the training's own code.

    Args:
        name: the run's folder name, by which the service knows it.
        words: as `--augment` takes them.
        seed: another seed, other draws.

    Raises:
        ServiceAway, ServiceStarting: no service, or not yet.
        EpochscopeError: refused, in the service's words.
    """
    return _draws(key_of(run), name, sample, tuple(words), seed)


def spaced(pictures: np.ndarray, *, columns: int, gap: int, edge: int) -> np.ndarray:
    """Pictures in rows with clear gaps, small ones enlarged pixel by pixel.

    Args:
        pictures: (m, y, x, 3) uint8.
        gap: pixels between them.
        edge: pixels a side that small pictures are at least enlarged to, by whole factors, nearly.

    Returns:
        (rows, columns, 4) uint8, clear where there is no picture.
    """
    factor = max(1, round(edge / max(pictures.shape[1:3])))
    pictures = pictures.repeat(factor, axis=1).repeat(factor, axis=2)
    count, height, width, _ = pictures.shape
    rows = -(-count // columns)
    sheet = np.zeros((rows * (height + gap) - gap, columns * (width + gap) - gap, 4), np.uint8)
    for place, picture in enumerate(pictures):
        y, x = place // columns * (height + gap), place % columns * (width + gap)
        sheet[y : y + height, x : x + width, :3] = picture
        sheet[y : y + height, x : x + width, 3] = 255
    return sheet


@st.cache_data(max_entries=64, show_spinner=False)
def _offers(words: tuple[str, ...]) -> list[Offer]:
    answer = ask("/transforms", {"transforms": list(words)})
    try:
        force = {str(name): float(strength) for name, strength in answer["in_force"].items()}
        found = [
            Offer(
                str(entry["name"]),
                str(entry["title"]),
                force.get(entry["name"], float(entry["strength"])),
                str(entry["unit"]),
                entry["name"] in force,
            )
            for entry in answer["offered"]
        ]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _ODD from error
    if not all(_NAME.fullmatch(offer.name) for offer in found):
        raise _ODD
    return found


@st.cache_data(max_entries=32, show_spinner=False)
def _draws(key: str, name: str, sample: str, words: tuple[str, ...], seed: int) -> Draws:
    question = {"run": name, "sample": sample, "transforms": list(words), "draws": DRAWS, "seed": seed}
    answer = ask("/augment", question)
    try:
        return Draws(pictures_of(answer["plain"], 1)[0], pictures_of(answer["draws"], DRAWS))
    except (KeyError, TypeError, ValueError, OSError, SyntaxError, binascii.Error) as error:
        raise _ODD from error


def pictures_of(sheet: dict, count: int) -> np.ndarray:
    """The pictures of a sheet as `analysis.service.sheet.png_sheet` makes it: (count, y, x, 3) uint8."""
    height, width = (int(edge) for edge in sheet["size"])
    columns = int(sheet["columns"])
    if min(height, width, columns) < 1:
        raise ValueError("a sheet without pictures")
    rows = -(-count // columns)
    with Image.open(io.BytesIO(base64.b64decode(sheet["image"], validate=True)), formats=["PNG"]) as image:
        if image.size != (columns * width, rows * height):
            raise ValueError("a sheet of another size")
        pixels = np.asarray(image.convert("RGB"))
    tiles = pixels.reshape(rows, height, columns, width, 3).swapaxes(1, 2)
    return tiles.reshape(rows * columns, height, width, 3)[:count]
