"""What else neighbours share: traits that should not matter, by epoch, beside what chance and the label explain."""

from __future__ import annotations

import streamlit as st

from analysis.nuisances.grip import THRESHOLD
from analysis.store.reader import Run
from dashboard import empty, look
from dashboard.epoch_estimates import estimate, series
from dashboard.figures.leveled_curve import Level, leveled_curve
from dashboard.looks_words import ANY_TWO, BY_LABEL
from dashboard.markup import element
from dashboard.markup import show as put
from dashboard.nuisances_of_rows import Held, nuisances_of
from dashboard.population import Population
from dashboard.selection import Selection
from dashboard.theme_in_use import dark

READING = (
    "Line: how far the nearest neighbours agree in the trait, with its 95 % interval. Dashed: any two samples. Dotted: "
    "what would be left if only the labels decided who stands beside whom. Above the dotted line the network groups by "
    "the trait itself, or by something that comes with it: agreement is no proof of use."
)
KINDS = {
    "categorical": "Share of neighbours with the same value",
    "numeric": "Closeness in rank: 1 the same, 0 from one end to the other",
}


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
        put(element("p", still(run, traits, selection.epoch), css="reading"))
        with st.container(horizontal=True, key="nuisance_facets"):
            for trait in traits:
                place = list(nuisances.columns).index(trait.name)  # for keys: its name comes from data
                with st.container(key=f"nuisance_{place}"):
                    _facet(run, trait, selection.epoch, place)
        put(element("p", f"{READING} {nuisances.facts['rule']}", css="reading"))
    else:
        put(element("p", "None of the traits is known of these samples, or none differs between samples.", css="note"))
    if nuisances.left_out:
        listed = "; ".join(f"{column}: {why}" for column, why in nuisances.left_out.items())
        put(element("p", f"Not measured: {listed}.", css="note"))


def still(run: Run, traits: list[Held], epoch: int) -> str:
    """Which traits neighbors are grouped by at an epoch, and which of them beyond what the labels explain."""
    if epoch not in run.nuisances.epochs:
        return f"Epoch {epoch} not measured yet: run the analysis again to add it."
    threshold = float(run.nuisances.facts["threshold"] or THRESHOLD)
    held = [(trait, estimate(trait.table, epoch, "strength")) for trait in traits]
    held = [(trait, found) for trait, found in held if found.low is not None and found.low > threshold]
    if not held:
        return f"At epoch {epoch} neighbours are grouped by none of these traits."
    listed = ", ".join(f"{title_of(run, trait.name)} ({look.share(found.value)})" for trait, found in held)
    beyond = [
        title_of(run, trait.name)
        for trait, _ in held
        if (estimate(trait.table, epoch, "beyond_label").low or 0) > threshold
    ]
    more = f" Beyond what the labels explain: {', '.join(beyond)}." if beyond else " The labels explain all of it."
    return f"At epoch {epoch} neighbours are grouped by {listed} of the way from any two samples to all alike.{more}"


def title_of(run: Run, column: str) -> str:
    """A column's name on screen; may come from data."""
    return str(run.nuisances.columns[column].get("title") or column)


def _facet(run: Run, trait: Held, epoch: int, place: int) -> None:
    """One trait: its figure at the epoch in view, its curve, and when the network lets go of it."""
    facts, title = run.nuisances.columns[trait.name], title_of(run, trait.name)
    value, low, high = estimate(trait.table, epoch)
    number = element("b", look.number(value)), " ", element("small", look.interval(low, high))
    put(element("h3", title), element("p", *number, css="facet-number", title=KINDS.get(str(facts.get("kind")), "")))
    lines = [
        Level(trait.table["random"].to_numpy(float), ANY_TWO.replace("pictures", "samples")),
        Level(trait.table["by_label"].to_numpy(float), BY_LABEL, "dot"),
    ]
    drawing = leveled_curve(series(trait.table), lines, epoch=epoch, small=True, dark=dark())
    look.figure(drawing, key=f"curve_nuisance_{place}", alt=f"Agreement of neighbours in {title} by epoch")
    beyond = f" Beyond the labels: {trait.beyond[:1].lower()}{trait.beyond[1:]}" if trait.beyond else ""
    put(element("p", f"{trait.words}{beyond}", css="reading"))
