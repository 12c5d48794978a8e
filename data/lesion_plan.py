"""What will be drawn: class, split, planted mark and ABCD parameters of every synthetic lesion, before any pixel."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.contract import SPLITS, DataError

BENIGN, MALIGNANT = "benign", "malignant"
MARKS = ("none", "ruler", "ink")
WEIGHTS = {"asymmetry": 1.3, "border": 0.1, "colors": 0.5, "diameter": 0.5}
SUSPICIOUS = (4.75, 5.45)  # total dermatoscopy score: benign below, malignant above; between them nothing is drawn
DIAMETERS = (2.5, 12.5)  # mm, which count 1 to 5 points
SHARES = {"train": 0.7, "validation": 0.15, "test": 0.15}
_HAIRINESS = (0.6, 0.28, 0.12)  # none, some, many
_SKIN_TYPES = (0.18, 0.24, 0.22, 0.16, 0.12, 0.08)  # Fitzpatrick I to VI


@dataclass(frozen=True)
class Settings:
    """What `python -m data make lesions` is told.

    Attributes:
        n: pictures.
        size: width and height in pixels.
        seed: any whole number.
        malignant_share: of all pictures, exact to one picture, in every split.
        mark_rate: share of malignant pictures with a ruler or ink mark, in training and validation.
        benign_mark_rate: the same for benign pictures.
        test_mark_rate: share of both classes in the test split, where the mark tells nothing.
    """

    n: int = 1200
    size: int = 96
    seed: int = 0
    malignant_share: float = 0.2
    mark_rate: float = 0.9
    benign_mark_rate: float = 0.05
    test_mark_rate: float = 0.5

    def __post_init__(self) -> None:
        rates = (self.malignant_share, self.mark_rate, self.benign_mark_rate, self.test_mark_rate)
        if not all(0 <= rate <= 1 for rate in rates):
            raise DataError(f"Wanted rates and shares between 0 and 1. Found: {rates}.")
        if not 32 <= self.size <= 1024:
            raise DataError(f"Wanted pictures of 32 to 1024 pixels. Found: {self.size}.")
        malignant = round(self.n * self.malignant_share)
        if min(malignant, self.n - malignant) < 10:
            raise DataError(
                f"Wanted at least 10 lesions of each class. {self.n} at a malignant share of {self.malignant_share} "
                f"are {malignant} malignant and {self.n - malignant} benign: raise --n or change --malignant-share."
            )


def plan(settings: Settings) -> pd.DataFrame:
    """One row per picture: `sample`, `label`, `split`, `mark` and the drawing parameters.

    Quotas of class, split and mark are exact. Everything is a function of settings and sample id, so a picture can be
    drawn again alone.
    """
    ids = [f"lesion_{number:05d}" for number in range(settings.n)]
    rows = pd.DataFrame({"sample": ids})
    order = _shuffled(ids, settings.seed)
    malignant = round(settings.n * settings.malignant_share)
    rows["label"] = _dealt(order, {MALIGNANT: malignant, BENIGN: settings.n - malignant})
    rows["split"], rows["mark"] = "", "none"
    for label in (BENIGN, MALIGNANT):
        members = rows.index[rows["label"] == label]
        order = _shuffled(rows["sample"][members], settings.seed + 1)
        rows.loc[members, "split"] = _dealt(order, _quotas(len(members), SHARES))
        for split in SPLITS:
            chosen = members[rows.loc[members, "split"] == split]
            order = _shuffled(rows["sample"][chosen], settings.seed + 2)
            rows.loc[chosen, "mark"] = _dealt(order, _mark_quotas(len(chosen), _rate(settings, label, split)))
    traits = pd.DataFrame(
        [_traits(generator(settings.seed, f"{row.sample}:traits"), row.label) for row in rows.itertuples()]
    )
    return pd.concat([rows, traits], axis="columns")


def score(asymmetry: float, border: float, colors: float, diameter: float) -> float:
    """Total dermatoscopy score.

    The weights are those of Stolz et al. 1994; its fourth criterion (differential structures, 1 to 5 points) is
    replaced by the diameter, as in the clinical ABCD rule, in points from 1 (2.5 mm) to 5 (12.5 mm).

    Args:
        asymmetry: 0 to 2 (axes without mirror symmetry).
        border: 0 to 8 (eighths of the outline with an abrupt edge).
        colors: 1 to 6.
        diameter: millimetres.
    """
    points = 1 + 4 * (diameter - DIAMETERS[0]) / (DIAMETERS[1] - DIAMETERS[0])
    found = {"asymmetry": asymmetry, "border": border, "colors": colors, "diameter": points}
    return sum(WEIGHTS[name] * value for name, value in found.items())


def generator(seed: int, name: str) -> np.random.Generator:
    """A random generator of its own for everything that has a name."""
    digest = hashlib.sha256(f"{seed}:{name}".encode()).digest()
    return np.random.default_rng(int.from_bytes(digest[:16], "big"))


def _traits(rng: np.random.Generator, label: str) -> dict[str, float]:
    while True:
        severity = rng.beta(3, 2) if label == MALIGNANT else rng.beta(2, 3)
        lean = np.clip(severity + rng.normal(0, 0.25, 4), 0, 1)  # each parameter follows in its own way
        found = {
            "asymmetry": round(2 * lean[0], 2),
            "border": round(8 * lean[1], 1),
            "colors": int(1 + round(5 * lean[2])),
            "diameter": round(DIAMETERS[0] + (DIAMETERS[1] - DIAMETERS[0]) * lean[3], 1),
        }
        total = score(**found)
        if total > SUSPICIOUS[1] if label == MALIGNANT else total < SUSPICIOUS[0]:
            break
    hair = int(rng.integers(*((1, 2), (2, 6), (6, 15))[rng.choice(3, p=_HAIRINESS)])) - 1
    return {
        **found,
        "score": round(total, 2),
        "skin_tone": int(rng.choice(6, p=_SKIN_TYPES)) + 1,
        "hair": hair,
        "vignette": int(rng.random() < 0.25),
    }


def _rate(settings: Settings, label: str, split: str) -> float:
    if split == "test":
        return settings.test_mark_rate
    return settings.mark_rate if label == MALIGNANT else settings.benign_mark_rate


def _mark_quotas(number: int, rate: float) -> dict[str, int]:
    marked = round(number * rate)
    return {"ruler": marked // 2 + marked % 2, "ink": marked // 2, "none": number - marked}


def _quotas(number: int, shares: dict[str, float]) -> dict[str, int]:
    counts = {name: round(number * share) for name, share in shares.items() if name != "train"}
    return {"train": number - sum(counts.values()), **counts}


def _shuffled(names: pd.Series | list[str], seed: int) -> list[int]:
    keys = [hashlib.sha256(f"{seed}:{name}".encode()).digest() for name in names]
    return sorted(range(len(keys)), key=keys.__getitem__)


def _dealt(order: list[int], quotas: dict[str, int]) -> list[str]:
    words = [word for word, count in quotas.items() for _ in range(count)]
    dealt = [""] * len(order)
    for place, word in zip(order, words, strict=True):
        dealt[place] = word
    return dealt
