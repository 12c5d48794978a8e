"""Every measure of looks, and label agreement, as numbers: first epoch, epoch in view, change, baselines."""

from __future__ import annotations

import math
from collections.abc import Callable

import pandas as pd

from analysis.metrics.estimates import Estimate
from analysis.store.looks import LABEL
from dashboard import look
from dashboard.epoch_estimates import estimate
from dashboard.looks_of_rows import share_of_rest, way
from dashboard.looks_words import ANY_TWO, CLOSEST
from dashboard.markup import Markup, element, show

BRACKETS = (
    "Brackets: 95 % intervals over samples (bootstrap of whole groups, 1,000 times), the change on the same draws. "
)
PART = "Of a part of the set, the rest that it is compared with is taken as it is. "
READING = (
    "“Of the way” puts the likeness between any two pictures (0 %) and the nearest in pixels (100 %), so that measures "
    "can be compared; labels between any two and all of one label."
)


def looks_table(found: dict[str, pd.DataFrame], titles: dict[str, str], epoch: int, *, whole: bool) -> None:
    """Draw the table.

    Args:
        found: measure -> its table, see `dashboard.looks_of_rows`.
        titles: measure -> its name on screen.
        epoch: the one in view; the last measured one where it is not among them.
        whole: of all samples.
    """
    epochs = [int(known) for known in found[LABEL]["epoch"]]
    now = epoch if epoch in epochs else epochs[-1]
    heads = ["", f"Epoch {epochs[0]}"] + ([f"Epoch {now}", "Change"] if now != epochs[0] else [])
    heads += [ANY_TWO.capitalize(), CLOSEST.capitalize(), "Of the way"]
    rows = [
        _row(titles.get(name, "Same label"), name == LABEL, table, (epochs[0], now)) for name, table in found.items()
    ]
    head = element("tr", *(element("th", name, scope="col") for name in heads))
    show(
        element("h2", "In numbers"),
        element("div", element("table", element("thead", head), element("tbody", *rows), css="looks"), css="wide"),
        element("p", f"{_brackets(found, whole)}{READING}", css="reading"),
    )


def _brackets(found: dict[str, pd.DataFrame], whole: bool) -> str:
    """What the intervals are, where there are any."""
    if not any(table["low"].notna().any() for table in found.values()):
        return ""
    return BRACKETS if whole else BRACKETS + PART


def _row(title: str, percent: bool, table: pd.DataFrame, between: tuple[int, int]) -> Markup:
    first, now = between
    cells: list[str] = [_value(estimate(table, first), percent)]
    if now != first:
        cells += [_value(estimate(table, now), percent), _change(estimate(table, now, "change"), percent)]
    place = table["epoch"].to_list().index(now)
    cells += [_plain(float(table[name].iloc[place]), percent) for name in ("random", "pixel_neighbors")]
    far = float(share_of_rest(table)[place] if percent else way(table)[place])
    cells.append(f"{100 * far:.0f} %".replace("-", "−") if math.isfinite(far) else "–")
    return element("tr", element("th", title, scope="row"), *(element("td", cell) for cell in cells))


def _plain(value: float | None, percent: bool) -> str:
    return look.share(value) if percent else look.score(value)


def _value(found: Estimate, percent: bool) -> Markup:
    return _cell(_plain(found.value, percent), found, 100 if percent else 1, look.number)


def _change(found: Estimate, percent: bool) -> Markup:
    if percent:
        return _cell(f"{_points(100 * found.value) if found.value is not None else '–'} points", found, 100, _points)
    return _cell(look.gain(found.value), found, 1, look.gain)


def _cell(words: str, found: Estimate, scale: int, written: Callable[[float], str]) -> Markup:
    """A figure and below it its interval."""
    known = found.low is not None and found.high is not None
    ends = f"[{written(scale * found.low)}, {written(scale * found.high)}]" if known else ""  # type: ignore[operator]
    return element("span", element("b", words), " ", element("small", ends))


def _points(value: float) -> str:
    return f"{value:+.1f}".replace("-", "−")
