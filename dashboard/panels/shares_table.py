"""Every value of a column: how many samples, which classes, and the share of the class in focus with its interval."""

from __future__ import annotations

import math
from collections.abc import Sequence

from analysis.store.reader import Run
from dashboard import look
from dashboard.class_shares import Group, class_shares
from dashboard.markup import Markup, element, show
from dashboard.palette import class_colors

ENOUGH = 0.02  # of all samples: a group whose interval may set the scale
READING = (
    "Thick mark: the share; bar: its 95 % interval (Wilson), samples taken as independent, so with several pictures "
    "per lesion or patient the truth is wider; faint line: the share among all samples."
)


def shares_table(run: Run, column: str, focus: int) -> None:
    """Draw the table.

    Args:
        column: one of `dashboard.sample_columns.dividing_columns`.
        focus: index of the class whose share is shown.
    """
    groups = class_shares(run, column, focus)
    colors = class_colors(run)
    reach = scale(groups)
    titles = (column, "Samples", "Classes", "In class", f"Share, axis 0 to {100 * reach:g} %")
    head = element("tr", *(element("th", title, scope="col", title=title) for title in titles))
    shades = [(place, run.classes[place], colors[run.classes[place]]) for place in _order(len(run.classes), focus)]
    rows = [_row(group, groups[-1], reach, shades) for group in groups]
    show(
        element("table", element("thead", head), element("tbody", *rows), css="shares"),
        element("p", READING, css="note"),
    )


def scale(groups: Sequence[Group]) -> float:
    """The end of the bars' axis: the highest interval of the groups with enough samples, rounded up, at most 1.

    Args:
        groups: all samples together as the last.
    """
    enough = ENOUGH * groups[-1].total
    ends = [group.high for group in groups if group.total >= enough and math.isfinite(group.high)]
    high = max(ends, default=1.0)
    power = 10.0 ** math.floor(math.log10(max(high, 0.001)))
    return min(1.0, next(step * power for step in (1, 2, 3, 5, 10) if step * power >= high))


def _order(n_classes: int, focus: int) -> list[int]:
    """The class in focus first, so that its part begins at the same place in every bar."""
    return [focus, *(place for place in range(n_classes) if place != focus)]


def _row(group: Group, everything: Group, reach: float, shades: list[tuple[int, str, str]]) -> Markup:
    parts = [
        element(
            "i",
            style=f"width:{100 * group.counts[place] / group.total:.2f}%;background:{color}",
            title=f"{name}: {look.count(int(group.counts[place]))} ({look.share(group.counts[place] / group.total)})",
        )
        for place, name, color in shades
        if group.total and group.counts[place]
    ]
    share = element("b", look.share(group.share)) if group.total else "–"
    return element(
        "tr",
        element("th", group.words, scope="row", title=group.words),
        element("td", look.count(group.total), css="number"),
        element("td", element("div", *parts, css="mix")),
        element("td", look.count(group.count), css="number"),
        element("td", element("div", share, " ", _interval(group), css="said"), _whisker(group, everything, reach)),
        css="total" if group is everything else "",
    )


def _interval(group: Group) -> Markup:
    if not math.isfinite(group.low):
        return Markup("")
    words = f"[{look.number(100 * round(group.low, 9))}, {look.number(100 * group.high)}]"
    return element("span", words, css="interval")


def _whisker(group: Group, everything: Group, reach: float) -> Markup:
    """Interval, share and the share of all, on an axis from 0 to `reach`; what lies beyond is cut at its end."""
    marks = []
    if math.isfinite(everything.share) and group is not everything:
        marks.append(element("em", style=f"left:{_place(everything.share, reach):.2f}%"))
    if math.isfinite(group.low):
        low, high = _place(group.low, reach), _place(group.high, reach)
        marks.append(element("s", style=f"left:{low:.2f}%;width:{high - low:.2f}%"))
    if math.isfinite(group.share):
        marks.append(element("u", style=f"left:{_place(group.share, reach):.2f}%"))
    return element("div", *marks, css="whisker")


def _place(share: float, reach: float) -> float:
    return 100 * min(share / reach, 1.0)
