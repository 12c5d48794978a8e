"""What else neighbours share: traits that should not matter, by epoch, beside what chance and the label explain."""

from __future__ import annotations

import math

import numpy as np
import streamlit as st

from analysis.nuisances.grip import THRESHOLD
from analysis.store.reader import Run
from dashboard import empty, look
from dashboard.epoch_estimates import estimate, series
from dashboard.figures.leveled_curve import Level, leveled_curve
from dashboard.looks_words import BY_LABEL
from dashboard.markup import element
from dashboard.markup import show as put
from dashboard.nuisance_words import held_words, holds
from dashboard.nuisances_of_rows import Trait, nuisances_of
from dashboard.panels.legend import legend
from dashboard.population import Population
from dashboard.selection import Selection
from dashboard.theme_in_use import dark

READING = (
    "0 %: neighbours are as alike in the trait as any two samples; 100 %: all of them are alike. Bands: 95 % intervals "
    "(bootstrap of whole groups). A curve above the dotted line means that the network groups by the trait itself, or "
    "by something that comes with it: it is no proof of use."
)
LOWEST = -0.5  # of the axis: single samples can be far less alike than any two, relative to what is left
SAME_VALUE = "same value {here}, any two {chance}"
SAME_RANK = "closeness in rank {here}, any two {chance}"
LEGEND = (("solid", "neighbours"), ("dotted", BY_LABEL), ("dashed", "any two samples"))


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
        reach = _reach(traits)
        with st.container(horizontal=True, key="nuisance_facets"):
            for trait in traits:
                place = list(nuisances.columns).index(trait.name)  # for keys: its name comes from data
                with st.container(key=f"nuisance_{place}"):
                    _facet(run, trait, selection.epoch, place, reach)
        put(element("p", f"{READING} {nuisances.facts['rule'] or ''}", css="reading wider"))
    else:
        put(element("p", "None of the traits is known of these samples, or none differs between samples.", css="note"))
    if nuisances.left_out:
        listed = "; ".join(f"{column}: {why}" for column, why in nuisances.left_out.items())
        put(element("p", f"Not measured: {listed}.", css="note"))


def still(run: Run, traits: list[Trait], epoch: int) -> str:
    """Which traits neighbors are grouped by at an epoch, and which of them beyond what the labels explain."""
    if epoch not in run.nuisances.epochs:
        return f"Epoch {epoch} not measured yet: run the analysis again to add it."
    place, threshold = run.nuisances.epochs.index(epoch), _threshold(run)
    if not any(np.isfinite(trait.table["strength_low"]).any() for trait in traits):
        return "One sample, or one group, has no interval: by which traits its neighbours are grouped is not judged."
    held = [trait for trait in traits if holds(trait.table["strength_low"], threshold)[place]]
    if not held:
        return f"At epoch {epoch} neighbours are not clearly grouped by any of these traits."
    listed = ", ".join(f"{title_of(run, one.name)} {_percent(one.table['strength'].iloc[place])}" for one in held)
    beyond = [title_of(run, trait.name) for trait in held if holds(trait.table["beyond_label_low"], threshold)[place]]
    more = "all of them" if len(beyond) == len(held) else ", ".join(beyond) or "none"
    return f"At epoch {epoch} neighbours are grouped by: {listed}. Beyond what their labels explain: {more}."


def title_of(run: Run, column: str) -> str:
    """A column's name on screen; may come from data."""
    return str(run.nuisances.columns[column].get("title") or column)


def _threshold(run: Run) -> float:
    return float(run.nuisances.facts["threshold"] or THRESHOLD)


def _percent(share: float | None) -> str:
    if share is None or not math.isfinite(share):
        return "–"
    return "< −100 %" if share < -1 else f"{100 * share:.0f} %".replace("-", "−")


def _reach(traits: list[Trait]) -> tuple[float, float]:
    """One axis for all, so that their heights can be compared."""
    values = np.concatenate(
        [trait.table[end].to_numpy(float) for trait in traits for end in ("strength", "strength_high")]
    )
    low = np.concatenate([trait.table["strength"].to_numpy(float) for trait in traits])
    return max(LOWEST, float(np.nanmin(low, initial=0.0))), float(np.nanmax(values, initial=0.1))


def _facet(run: Run, trait: Trait, epoch: int, place: int, reach: tuple[float, float]) -> None:
    """One trait: its figure at the epoch in view, its curve, and when the network holds it."""
    facts, title, threshold = run.nuisances.columns[trait.name], title_of(run, trait.name), _threshold(run)
    strength, plain = estimate(trait.table, epoch, "strength"), estimate(trait.table, epoch)
    known = strength.low is not None and strength.high is not None
    span = f"[{100 * strength.low:.0f}, {100 * strength.high:.0f}]" if known else ""  # type: ignore[operator]
    number = element("b", _percent(strength.value)), " ", element("small", span.replace("-", "−"))
    here, equal = trait.table[trait.table["epoch"] == epoch]["random"], facts.get("kind") == "categorical"
    chance = float(here.iloc[0]) if len(here) else None
    written = look.share if equal else look.number
    how = (SAME_VALUE if equal else SAME_RANK).format(here=written(plain.value), chance=written(chance))
    put(
        element("h3", title),
        element("p", *number, css="facet-number"),
        element("p", how, css="note"),
    )
    lines = [Level(np.zeros(len(trait.epochs)), "any two samples"), Level(trait.explained, BY_LABEL, "dot")]
    drawing = leveled_curve(
        series(trait.table, "strength"), lines, epoch=epoch, percent=True, small=True, reach=reach, dark=dark()
    )
    look.figure(drawing, key=f"curve_nuisance_{place}", alt=f"How far neighbours are grouped by {title}, by epoch")
    held, beyond = (holds(trait.table[name], threshold) for name in ("strength_low", "beyond_label_low"))
    if np.isfinite(trait.table["strength_low"]).any():
        put(element("p", held_words(trait.epochs, held, beyond), css="reading"))
