"""Part of the check: sizes, odd shapes, empty pictures and dark borders."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.check_findings import WARNING, Remark, Section, examples, few, number
from data.command_line import printable
from data.contract import Dataset
from data.dark_border import dark_border
from data.inspection import Inspection

SMALL_SIDE = 32  # pixels
AREA_FACTOR = 16.0  # a picture of that many times more or fewer pixels than the median one is of another kind
ASPECT_FACTOR = 1.5  # likewise for width over height
FLAT = 2.0  # grey levels, standard deviation of the thumbnail: nothing can be seen
BORDER = 0.02  # share of the picture that is dark and touches its edge
_UNEVEN = 0.05  # difference between the shares of a class and of the others that is worth a word
_SURE = 3.3  # standard errors, two-sided p < 0.001: classes are many, and chance finds something in one of them
_ENOUGH = 10  # pictures, below which that rule of large numbers does not hold


def check_pictures(dataset: Dataset, seen: Inspection) -> Section:
    """Judge the pictures that can be used by their size, shape, contrast and border."""
    samples = dataset.samples[seen.usable].reset_index(drop=True)
    if samples.empty:
        return Section("pictures", {"usable": 0})
    size = np.array([[found.width, found.height] for found in seen.findings])[seen.usable]
    thumbnails = seen.thumbnails[seen.usable]
    framed = dark_border(thumbnails) > BORDER
    odd = {code: list(samples["sample"][rows]) for code, rows in _odd(size, thumbnails).items()}
    facts = {
        "usable": len(samples),
        "width": _range(size[:, 0]),
        "height": _range(size[:, 1]),
        **{code: len(names) for code, names in odd.items()},
        "dark_border": {"count": int(framed.sum()), "by_class": _by_class(samples["label"], framed)},
    }
    line = (
        f"Pictures of {_words(size[:, 0])} × {_words(size[:, 1])} pixels; "
        f"with a dark border: {framed.sum():,} ({framed.mean():.1%})."
    )
    remarks = [_remark(code, names) for code, names in odd.items() if names]
    return Section("pictures", facts, (line,), (*remarks, *_uneven(samples["label"], framed)))


_TEXTS = {
    "small": f"less than {SMALL_SIDE} pixels wide or high",
    "other_size": f"with {AREA_FACTOR:.0f} times more or fewer pixels than the median one",
    "other_shape": f"of another shape (width over height off the median one's by a factor above {ASPECT_FACTOR}), so "
    "that resizing distorts them otherwise than the rest",
    "flat": "of one grey level, so that nothing can be seen",
}


def _odd(size: np.ndarray, thumbnails: np.ndarray) -> dict[str, np.ndarray]:
    area, aspect = size.prod(axis=1).astype(float), size[:, 0] / size[:, 1]
    return {
        "small": size.min(axis=1) < SMALL_SIDE,
        "other_size": np.abs(np.log(area / np.median(area))) > np.log(AREA_FACTOR),
        "other_shape": np.abs(np.log(aspect / np.median(aspect))) > np.log(ASPECT_FACTOR),
        "flat": thumbnails.std(axis=(1, 2)) < FLAT,
    }


def _remark(code: str, names: list[str]) -> Remark:
    text = f"{number(len(names), 'picture')} {_TEXTS[code]}: {few(names)}."
    return Remark(WARNING, code, text, len(names), examples(names))


def _by_class(labels: pd.Series, marked: np.ndarray) -> dict[str, float]:
    return {str(label): round(float(share), 4) for label, share in pd.Series(marked).groupby(labels).mean().items()}


def _uneven(labels: pd.Series, marked: np.ndarray) -> list[Remark]:
    """A class with more dark borders than the others: a shortcut that a model can learn instead of the class."""
    remarks = []
    for label in sorted(set(labels)):
        inside = (labels == label).to_numpy()
        if inside.all() or marked[inside].sum() < _ENOUGH:
            continue
        share, others = marked[inside].mean(), marked[~inside].mean()
        error = np.sqrt(marked.mean() * (1 - marked.mean()) * (1 / inside.sum() + 1 / (~inside).sum()))
        if share - others >= max(_UNEVEN, _SURE * error):
            text = (
                f"dark borders are more frequent in class {printable(label)} ({share:.1%}) than in the others "
                f"({others:.1%}): a model can learn the border instead of the class."
            )
            remarks.append(Remark(WARNING, "dark_border_tells_class", text, int(marked[inside].sum())))
    return remarks


def _range(values: np.ndarray) -> dict[str, float]:
    return {"min": int(values.min()), "median": float(np.median(values)), "max": int(values.max())}


def _words(values: np.ndarray) -> str:
    low, high = int(values.min()), int(values.max())
    return f"{low:,}" if low == high else f"{low:,}–{high:,} (median {np.median(values):,.0f})"
