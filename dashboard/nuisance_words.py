"""What is said of a trait that neighbours share: since when the network groups by it, and when it lets go."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def held_words(epochs: Sequence[int], held: np.ndarray, beyond: np.ndarray) -> str:
    """When the network groups by a trait, and when beyond what the labels explain.

    Args:
        epochs: (e,) rising.
        held: (e,) bool: it does at this epoch.
        beyond: (e,) bool: it does so beyond the labels.
    """
    first, second = _when(epochs, held), _when(epochs, beyond)
    if not held.any():
        return "Never grouped by it."
    if first == second:
        return f"Grouped by it {first}, beyond the labels too."
    return f"Grouped by it {first}; beyond the labels {second}."


def holds(low: np.ndarray, threshold: float) -> np.ndarray:
    """(e,) bool: the lower end of the strength's interval is above the threshold; never without an interval."""
    return np.nan_to_num(np.asarray(low, float), nan=-1.0) > threshold


def _when(epochs: Sequence[int], held: np.ndarray) -> str:
    places = np.flatnonzero(held)
    if not len(places):
        return "never"
    if len(places) == len(epochs):
        return "at every epoch" if len(epochs) > 1 else f"at epoch {epochs[0]}"
    first, last = int(places[0]), int(places[-1])
    gaps = ", with gaps" if len(places) < last - first + 1 else ""
    since = "from the start" if first == 0 else f"from epoch {epochs[first]}"
    if last == len(epochs) - 1:
        return f"{since} on{gaps}"
    return f"{since} until it lets go at epoch {epochs[last + 1]}{gaps}"
