"""The form of a quantity to color by, and the two kinds of answers it may give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from analysis.store.reader import Run
from dashboard.palette import distinct_colors

MOST = 254  # names of categories: a byte a sample, one of its values for "not known"
OTHER_COLOR = "#7d8790"  # 3.6:1 on light, 4.9:1 on dark


@dataclass(frozen=True)
class Asked:
    """What is to be colored.

    Attributes:
        run: the open run.
        projection: one of its projections.
        focus: class index, for the score of one class.
        column: of the run's samples, for metadata.
        dark: for a dark page.
    """

    run: Run
    projection: str
    focus: int = 0
    column: str = ""
    dark: bool = False

    @property
    def epochs(self) -> list[int]:
        """The epochs e of the answer: those that the projection has, ascending."""
        return [int(epoch) for epoch in self.run.projections[self.projection]["epochs"]]

    @property
    def places(self) -> list[int]:
        """Where they stand among the run's own epochs."""
        return [self.run.epochs.index(epoch) for epoch in self.epochs]


@dataclass(frozen=True)
class Categories:
    """A name for every sample.

    Attributes:
        codes: (e, n) or (1, n) int, into `names`; negative where it is not known.
        names: any text.
        colors: one "#rrggbb" per name.
        words: one sentence for the screen.
    """

    codes: np.ndarray
    names: Sequence[str]
    colors: Sequence[str]
    words: str = ""


@dataclass(frozen=True)
class Values:
    """A number for every sample.

    Attributes:
        values: (e, n) or (1, n) float; NaN where it is not known.
        low, high: ends of the ramp; what lies beyond has the end's color.
        unit: of the values, "" for none.
        words: one sentence for the screen.
    """

    values: np.ndarray
    low: float
    high: float
    unit: str = ""
    words: str = ""


class ColorBy(Protocol):
    """One module, one line in `dashboard.color_by.registry.COLOR_BY`."""

    TITLE: str

    def possible(self, run: Run, projection: str) -> bool:
        """Whether this run has it."""
        ...

    def color(self, asked: Asked) -> Categories | Values:
        """The quantity, for every epoch of the projection where it depends on the epoch."""
        ...


def limited(found: Categories, most: int = MOST) -> Categories:
    """At most so many names: the most frequent ones keep name and color, the rest becomes `other`, and that is said."""
    total = len(found.names)
    if total <= most:
        return found
    counts = np.bincount(found.codes[found.codes >= 0], minlength=total)
    kept = np.sort(np.lexsort((np.arange(total), -counts))[: most - 1])
    new = np.full(total, most - 1, np.int64)
    new[kept] = np.arange(most - 1)
    words = f"The {most - 1} most frequent of {total:,} values have colours of their own, the rest is other."
    return Categories(
        np.where(found.codes < 0, -1, new[found.codes]),
        [*(found.names[place] for place in kept), f"other, {total - most + 1:,} values"],
        [*(found.colors[place] for place in kept), OTHER_COLOR],
        f"{words} {found.words}".strip(),
    )


def many_colors(count: int) -> list[str]:
    """A color for each name: different ones as far as `limited` keeps names."""
    return [*distinct_colors(min(count, MOST)), *[OTHER_COLOR] * max(0, count - MOST)]
