"""What else neighbours share: traits that should not matter, by epoch, beside what chance and the label explain."""

from __future__ import annotations

import numpy as np
import streamlit as st

from analysis.store.reader import Run
from dashboard import empty
from dashboard.looks_words import BY_LABEL
from dashboard.markup import element
from dashboard.markup import show as put
from dashboard.nuisance_words import holds
from dashboard.nuisances_of_rows import Trait, nuisances_of
from dashboard.panels.legend import legend
from dashboard.panels.trait_facet import ANY_TWO, facet, percent, plain_facet, reach_of, threshold_of, title_of
from dashboard.population import Population
from dashboard.selection import Selection

READING = (
    "0 %: neighbours are as alike in the trait as any two samples; 100 %: all of them are alike. Bands: 95 % intervals "
    "(bootstrap of whole groups). A curve above the dotted line means that the network groups by the trait itself, or "
    "by something that comes with it: it is no proof of use."
)
PLAIN_READING = (
    "Share of the neighbours that have this sample's value, or how close they come to it in rank, 1 being the same. Of "
    "several samples, a class or the whole set, the figures are put on one scale and judged."
)
LEGEND = (("solid", "neighbours"), ("dotted", BY_LABEL), ("dashed", ANY_TWO))


def show(run: Run, selection: Selection, population: Population, among: str) -> None:
    """Draw the curves, the trait grouped by most first; what is missing, and how to make it, where there is nothing.

    Args:
        population: whose neighbors.
        among: one of `run.looks.among`.
    """
    put(element("h2", "What else do neighbours share?", css="answer"))
    nuisances = run.nuisances
    if not nuisances.epochs:
        empty.no_nuisances(run.name, str(run.manifest.get("checkpoints", "")))
        return
    among = among if among in nuisances.among else nuisances.among[0]
    traits = nuisances_of(run, population.rows, among)
    if traits:
        put(element("p", still(run, traits, selection.epoch), css="reading wider"), legend(LEGEND))
        judged = any(np.isfinite(trait.table["strength_low"]).any() for trait in traits)
        reach = reach_of(traits)
        with st.container(horizontal=True, key="nuisance_facets"):
            for trait in traits:
                place = list(nuisances.columns).index(trait.name)  # for keys: its name comes from data
                with st.container(key=f"nuisance_{place}"):
                    if judged:
                        facet(run, trait, selection.epoch, reach=reach)
                    else:
                        plain_facet(run, trait, selection.epoch)
        words = f"{READING} {nuisances.facts['rule'] or ''}" if judged else PLAIN_READING
        put(element("p", words, css="reading wider"))
    else:
        put(element("p", "None of the traits is known of these samples, or none differs between samples.", css="note"))
    if nuisances.left_out:
        listed = "; ".join(f"{column}: {why}" for column, why in nuisances.left_out.items())
        put(element("p", f"Not measured: {listed}.", css="note"))


def still(run: Run, traits: list[Trait], epoch: int) -> str:
    """Which traits neighbors are grouped by at an epoch, and which of them beyond what the labels explain."""
    if epoch not in run.nuisances.epochs:
        return f"Epoch {epoch} not measured yet: run the analysis again to add it."
    place, threshold = run.nuisances.epochs.index(epoch), threshold_of(run)
    if not any(np.isfinite(trait.table["strength_low"]).any() for trait in traits):
        return "One sample, or one group, has no interval: by which traits its neighbours are grouped is not judged."
    held = [trait for trait in traits if holds(trait.table["strength_low"], threshold)[place]]
    if not held:
        return f"At epoch {epoch} neighbours are not clearly grouped by any of these traits."
    listed = ", ".join(f"{title_of(run, one.name)} {percent(one.table['strength'].iloc[place])}" for one in held)
    beyond = [title_of(run, trait.name) for trait in held if holds(trait.table["beyond_label_low"], threshold)[place]]
    more = "all of them" if len(beyond) == len(held) else ", ".join(beyond) or "none"
    return f"At epoch {epoch} neighbours are grouped by: {listed}. Beyond what their labels explain: {more}."
