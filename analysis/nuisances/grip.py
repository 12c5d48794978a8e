"""When a network takes hold of a nuisance and when it lets go: the rule, in one place."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

THRESHOLD = 0.05  # of the way from the line to perfect agreement
RULE = (
    "A network groups by a nuisance at an epoch where the lower end of the 95 % interval of its strength is above "
    f"{THRESHOLD}: 0 is the line that no grouping gives, 1 is perfect agreement. It takes hold at the first such epoch "
    "and lets go at the first epoch after the last one."
)


@dataclass(frozen=True)
class Grip:
    """What the rule says of one nuisance.

    Attributes:
        takes_hold: first epoch of grouping; None if there is none.
        lets_go: first epoch from which on there is none any more; None if there never was any, or still is.
        words: the same for the screen.
    """

    takes_hold: int | None
    lets_go: int | None
    words: str


def grip(epochs: list[int], strength: np.ndarray, low: np.ndarray) -> Grip:
    """Apply the rule.

    Args:
        epochs: (e,) ascending.
        strength: (e,) for the words alone: how much is left matters as much as whether anything is.
        low: (e,) lower ends of its interval; NaN (no interval) counts as no grouping.
    """
    held = np.flatnonzero(np.asarray(low, np.float64) > THRESHOLD)
    first_value, last_value = (f"{part:.2f}" if np.isfinite(part) else "unknown" for part in strength[[0, -1]])
    said = f"Strength {first_value} at epoch {epochs[0]}, {last_value} at epoch {epochs[-1]}."
    if not len(held):
        return Grip(None, None, f"Not grouped by at any epoch. {said}")
    first, last = int(held[0]), int(held[-1])
    since = f"Grouped by from epoch {epochs[first]} on" + ("" if first else ", the first one")
    gaps = [epochs[place] for place in range(first, last) if place not in held]
    between = f" (not at {', '.join(map(str, gaps))})" if gaps else ""
    if last == len(epochs) - 1:
        return Grip(epochs[first], None, f"{since}{between}, and still at the last. {said}")
    return Grip(epochs[first], epochs[last + 1], f"{since}{between}; lets go at epoch {epochs[last + 1]}. {said}")
