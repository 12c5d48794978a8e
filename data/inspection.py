"""One pass over every picture: what it takes to judge and compare them, small enough to keep for all of them."""

from __future__ import annotations

import hashlib
import warnings
from dataclasses import dataclass

import numpy as np
from PIL import Image

from data.contract import Dataset
from data.parallel import in_order
from data.perceptual_hash import SIDE
from data.progress import progress
from data.verify import Finding, look_at

_DIGEST = 32  # bytes of a SHA-256


@dataclass(frozen=True)
class Inspection:
    """What opening every picture showed, one entry per sample n in the order of the table.

    Attributes:
        findings: size in pixels, or why the picture cannot be used.
        digests: (n,) bytes: SHA-256 of the encoded picture; 32 zero bytes where it cannot be used.
        thumbnails: (n, 32, 32) uint8 grey levels, aspect not kept; 0 where it cannot be used.
    """

    findings: tuple[Finding, ...]
    digests: np.ndarray
    thumbnails: np.ndarray

    @property
    def usable(self) -> np.ndarray:
        """(n,) bool: the picture can be used."""
        return np.array([not finding.reason for finding in self.findings], dtype=bool)


def inspect(dataset: Dataset) -> Inspection:
    """Open every picture once: 1.1 kB are kept of each."""
    files = dataset.samples["file"]
    findings: list[Finding] = []
    digests = np.zeros((len(files), _DIGEST), np.uint8)
    thumbnails = np.zeros((len(files), SIDE, SIDE), np.uint8)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns about oddities of files that it reads all the same
        looks = in_order(lambda file: look_at(file, _look), files)
        for row, (finding, seen) in enumerate(
            progress(looks, label="Opening pictures", total=len(files), unit="pictures")
        ):
            findings.append(finding)
            if seen is not None:
                digests[row], thumbnails[row] = seen
    return Inspection(tuple(findings), digests, thumbnails)


def grey_thumbnail(picture: Image.Image) -> np.ndarray:
    """A picture's grey levels, averaged over the cells of a 32 × 32 grid: (32, 32) uint8."""
    if picture.mode.startswith("I"):  # 16 bits, of which Pillow's own conversion would keep the lower eight
        levels = np.asarray(picture, dtype=np.float64) / 257
        picture = Image.fromarray(np.clip(levels, 0, 255).astype(np.uint8))
    return np.asarray(picture.convert("L").resize((SIDE, SIDE), Image.Resampling.BOX))


def _look(content: bytes, picture: Image.Image) -> tuple[np.ndarray, np.ndarray]:
    return np.frombuffer(hashlib.sha256(content).digest(), np.uint8), grey_thumbnail(picture)
