"""The choice whose neighbours are looked at: everybody's, a split's, a class's, a region's, the selected sample's."""

from __future__ import annotations

import streamlit as st

from analysis.store.reader import Run
from dashboard import empty
from dashboard.markup import element
from dashboard.markup import show as put
from dashboard.panels.control import picker, switch
from dashboard.panels.focus import focus_class
from dashboard.population import (
    KINDS,
    Population,
    everything,
    kinds_of,
    of_class,
    of_regions,
    of_sample,
    of_split,
)
from dashboard.selection import Selection


def whose(run: Run, selection: Selection) -> Population | None:
    """Draw the choice; returns the samples, or None after saying why there are none and what to do."""
    kind = switch("Neighbours of", "whose", kinds_of(run), default="all", words=KINDS)
    if kind == "split":
        return of_split(run, selection)
    if kind == "class":
        return _class(run)
    if kind == "region":
        return _region(run, selection)
    if kind == "sample":
        return _sample(run, selection)
    return everything(run)


def _class(run: Run) -> Population | None:
    label = focus_class(run)
    found = of_class(run, label)
    if found is None:
        _say("No such sample", f"No sample is labelled {run.classes[label]}: choose another class.")
    return found


def _region(run: Run, selection: Selection) -> Population | None:
    found, problems = of_regions(run, selection)
    if not found:
        how = " ".join(problems.values()) or (
            "Make one in the part Regions of this page: around the selected sample, or with the lasso of the Evolution "
            "page."
        )
        _say("No region yet" if not problems else "This region cannot be shown", how)
        return None
    slots = tuple(found)
    slot = picker("Region", "whose_region", slots, default=slots[0], show=lambda one: found[one].words)
    for words in problems.values():
        put(element("p", words, css="note"))
    return found[slot]


def _sample(run: Run, selection: Selection) -> Population | None:
    found = of_sample(run, selection)
    if found is None:
        empty.no_sample("Click a point on the Evolution page or a picture on any page, or choose the whole set above.")
    return found


def _say(title: str, words: str) -> None:
    with st.container():
        put(element("section", element("h2", title), element("p", words), css="empty"))
