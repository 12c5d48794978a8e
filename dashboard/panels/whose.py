"""The choice whose neighbours are looked at: everybody's, a split's, a class's, a region's, the selected sample's."""

from __future__ import annotations

from analysis.store.reader import Run
from dashboard.markup import element
from dashboard.markup import show as put
from dashboard.panels.control import picker, switch
from dashboard.panels.focus import focus_class
from dashboard.population import (
    KINDS,
    Nobody,
    Population,
    everything,
    kinds_of,
    of_class,
    of_regions,
    of_sample,
    of_split,
)
from dashboard.selection import Selection


def whose(run: Run, selection: Selection) -> Population | Nobody:
    """Draw the choice; returns the samples, or why there are none."""
    kind = switch("Neighbours of", "whose", kinds_of(run), default="all", words=KINDS)
    if kind == "split":
        return of_split(run, selection)
    if kind == "class":
        return of_class(run, focus_class(run))
    if kind == "region":
        return _region(run, selection)
    if kind == "sample":
        return of_sample(run, selection)
    return everything(run)


def _region(run: Run, selection: Selection) -> Population | Nobody:
    found, problems = of_regions(run, selection)
    if not found and problems:
        return Nobody("This region cannot be shown", " ".join(problems.values()))
    if not found:
        how = "Make one in the part Regions of this page, or draw a lasso on the Evolution page."
        return Nobody("No region yet", how)
    slots = tuple(found)
    slot = picker("Region", "whose_region", slots, default=slots[0], show=lambda one: found[one].words)
    for words in problems.values():
        put(element("p", words, css="note"))
    return found[slot]
