"""One trait that neighbours share: its figure at the epoch in view, its curve, and when the network groups by it."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from analysis.metrics.estimates import Estimate
from analysis.nuisances.grip import THRESHOLD
from analysis.store.reader import Run
from dashboard import look
from dashboard.epoch_estimates import estimate, series
from dashboard.figures.leveled_curve import Level, leveled_curve
from dashboard.looks_words import BY_LABEL
from dashboard.markup import element, show
from dashboard.nuisance_words import held_words, holds
from dashboard.nuisances_of_rows import Trait
from dashboard.theme_in_use import dark

LOWEST = -0.5  # of the axis: a few samples can be far less alike than any two, relative to what is left
ANY_TWO = "any two samples"
SAME_VALUE = "same value {here}, any two {chance}"
SAME_RANK = "closeness in rank {here}, any two {chance}"


def facet(run: Run, trait: Trait, epoch: int, *, reach: tuple[float, float]) -> None:
    """Draw a trait of samples that have intervals: how far neighbors are grouped by it.

    Args:
        epoch: the one in view.
        reach: of the axis, the same for all traits, see `reach_of`.
    """
    strength, threshold = estimate(trait.table, epoch, "strength"), threshold_of(run)
    plain, chance = _agreement(run, trait, epoch)
    words = (SAME_VALUE if is_categorical(run, trait) else SAME_RANK).format(here=plain, chance=chance)
    _head(title_of(run, trait.name), (percent(strength.value), _span(strength)), words)
    lines = [Level(np.zeros(len(trait.epochs)), ANY_TWO), Level(trait.explained, BY_LABEL, "dot")]
    drawing = leveled_curve(
        series(trait.table, "strength"), lines, epoch=epoch, percent=True, small=True, reach=reach, dark=dark()
    )
    _figure(run, trait, drawing)
    held, beyond = (holds(trait.table[name], threshold) for name in ("strength_low", "beyond_label_low"))
    if np.isfinite(trait.table["strength_low"]).any():
        show(element("p", held_words(trait.epochs, held, beyond), css="reading"))


def plain_facet(run: Run, trait: Trait, epoch: int) -> None:
    """Draw a trait of one sample: how far its neighbors agree with it. What is left above chance can be so little that
    a share of it means nothing: one of ten neighbors more would be some hundred per cent.

    Args:
        epoch: the one in view.
    """
    plain, chance = _agreement(run, trait, epoch)
    kind = "have the same value" if is_categorical(run, trait) else "close in rank"
    _head(title_of(run, trait.name), (plain, kind), f"any two samples {chance}")
    by_label, random = trait.table["by_label"].to_numpy(float), trait.table["random"].to_numpy(float)
    lines = [Level(random, ANY_TWO), Level(by_label, BY_LABEL, "dot")]
    drawing = leveled_curve(
        series(trait.table), lines, epoch=epoch, percent=is_categorical(run, trait), small=True, reach=(0.0, 1.0),
        dark=dark(),
    )  # fmt: skip
    _figure(run, trait, drawing)


def reach_of(traits: Sequence[Trait]) -> tuple[float, float]:
    """One axis for all traits, so that their heights can be compared."""
    values = np.concatenate(
        [trait.table[end].to_numpy(float) for trait in traits for end in ("strength", "strength_high")]
    )
    low = np.concatenate([trait.table["strength"].to_numpy(float) for trait in traits])
    return max(LOWEST, float(np.nanmin(low, initial=0.0))), float(np.nanmax(values, initial=0.1))


def title_of(run: Run, column: str) -> str:
    """A column's name on screen; may come from data."""
    return str(run.nuisances.columns[column].get("title") or column)


def threshold_of(run: Run) -> float:
    """The strength above which the network counts as grouping by a trait."""
    return float(run.nuisances.facts["threshold"] or THRESHOLD)


def is_categorical(run: Run, trait: Trait) -> bool:
    """Whether agreement is the share of equal values, not closeness in rank."""
    return run.nuisances.columns[trait.name].get("kind") == "categorical"


def percent(share: float | None) -> str:
    """A strength in whole per cent, as far as it says something."""
    if share is None or not math.isfinite(share):
        return "–"
    return "< −100 %" if share < -1 else f"{100 * share:.0f} %".replace("-", "−")


def _agreement(run: Run, trait: Trait, epoch: int) -> tuple[str, str]:
    """Agreement of the neighbors at an epoch, and that of any two samples."""
    here = trait.table[trait.table["epoch"] == epoch]["random"]
    written = look.share if is_categorical(run, trait) else look.number
    return written(estimate(trait.table, epoch).value), written(float(here.iloc[0]) if len(here) else None)


def _span(strength: Estimate) -> str:
    if strength.low is None or strength.high is None:
        return ""
    return f"[{100 * strength.low:.0f}, {100 * strength.high:.0f}]".replace("-", "−")


def _head(title: str, number: tuple[str, str], words: str) -> None:
    value, beside = number
    figure = element("p", element("b", value), " ", element("small", beside), css="facet-number")
    show(element("h3", title), figure, element("p", words, css="note"))


def _figure(run: Run, trait: Trait, drawing) -> None:
    place = list(run.nuisances.columns).index(trait.name)  # for the key: its name comes from data
    alt = f"How far neighbours are grouped by {title_of(run, trait.name)}, by epoch"
    look.figure(drawing, key=f"curve_nuisance_{place}", alt=alt)
