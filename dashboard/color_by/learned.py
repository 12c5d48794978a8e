"""The epoch at which a sample was learned: the first from which on it is right and stays right."""

from __future__ import annotations

import numpy as np

from analysis.store.reader import Run
from dashboard.color_by.contract import Asked, Categories
from dashboard.color_ramp import ramp
from dashboard.judged_sample import courses

TITLE = "First learned"
STEPS = 20  # epochs with a color of their own; more are taken together
NEVER_COLOR = "#e15a00"


def possible(run: Run, projection: str) -> bool:
    """Where there are two epochs."""
    return len(run.epochs) > 1


def color(asked: Asked) -> Categories:
    """One category per epoch (or some epochs), and `never` for what is wrong at the last one."""
    run = asked.run
    first = first_learned(courses(run).predicted == run.labels)
    groups = np.array_split(np.arange(len(run.epochs)), min(len(run.epochs), STEPS))
    group_of = np.concatenate([np.full(len(part), place) for place, part in enumerate(groups)])
    codes = np.where(first < len(run.epochs), group_of[np.minimum(first, len(run.epochs) - 1)], len(groups))
    names = [_words(run.epochs[part[0]], run.epochs[part[-1]]) for part in groups]
    colors = [*ramp(len(groups), dark=asked.dark), NEVER_COLOR]
    words = "The first epoch from which on a sample is right at every later one; never: wrong at the last epoch."
    return Categories(np.where(run.labels < 0, -1, codes)[None], [*names, "never"], colors, words)


def first_learned(right: np.ndarray) -> np.ndarray:
    """Place of the first epoch from which on every one is right; e for a sample that is wrong at the last.

    Args:
        right: (e, n) bool.

    Returns:
        (n,) int64 in 0..e.
    """
    wrong_later = ~right[::-1]
    kept = np.where(wrong_later.any(axis=0), wrong_later.argmax(axis=0), len(right))
    return len(right) - kept


def _words(first: int, last: int) -> str:
    return f"epoch {first}" if first == last else f"epochs {first}–{last}"
