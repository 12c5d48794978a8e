"""Which neighborhoods change: samples by turnover, pairs that came together or parted, odd ones out."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import streamlit as st

from analysis.stability import chance_jaccard, one_label_by_chance
from analysis.store.reader import Run
from dashboard import empty, look
from dashboard.changed_neighbors import (
    Lists,
    Pairs,
    changed_pairs,
    label_numbers,
    mean_turnover,
    odd,
    odd_ranked,
    overall,
    turnover,
)
from dashboard.markup import element
from dashboard.markup import show as put
from dashboard.panels.control import switch
from dashboard.panels.movers import compared_epochs
from dashboard.panels.neighbor_choices import neighbor_choices
from dashboard.panels.samples import samples
from dashboard.panels.stability_lines import lines_table, ways_on
from dashboard.panels.stability_tables import odd_table, pairs_table, turnover_table
from dashboard.selection import Selection

MOST = 60  # lines
PAIRED = 118  # CSS pixels: eight or four pictures a row at the usual widths, so that pairs stay in one row
SHEET = Path(__file__).with_name("stability.css")
TURNOVER = "turnover"
KINDS = {"turnover": "Turnover", "together": "Came together", "parted": "Parted", "odd": "Odd ones out"}
FORMS = {"table": "Table", "pictures": "Pictures"}
ORDERS = {"most": "Most changed", "least": "Most stable"}
READINGS = {
    "turnover": "Turnover: 1 − Jaccard index of the two sets of neighbours, 0 where they are the same samples and 1 "
    "where none is shared. Mean per step: from each epoch to the next, over all epochs. Same label at an "
    "epoch: the share of neighbours with the sample's label.",
    "together": "One is among the nearest of the other at the later epoch, and neither was at the earlier one. The "
    "distance is in units of the median distance of two random samples at the same epoch, so that epochs compare; "
    "the largest fall stands first.",
    "parted": "One was among the nearest of the other at the earlier epoch, and neither is at the later one. The "
    "distance is in units of the median distance of two random samples at the same epoch, so that epochs compare; "
    "the largest rise stands first.",
    "odd": "None of the nearest has the sample's label: a wrong label, a rare look, or a class that the model has not "
    "learned. Among, share: the label that most of its neighbours have. Those that stand most firmly among others "
    "come first.",
}


def show(run: Run, selection: Selection) -> None:
    """Draw the part."""
    stored = int((run.manifest.get("neighbors") or {}).get("k", 0))
    if stored == 0 or not run.epochs:
        empty.no_neighbors(run.name, str(run.manifest.get("checkpoints", "")))
        return
    st.html(SHEET)
    with st.container(horizontal=True, vertical_alignment="bottom", key="neighbour_controls"):
        kind = switch("Show", "stability", tuple(KINDS), default="turnover", words=KINDS)
        choice = neighbor_choices(run, stored)
        form = switch("Shown as", "stable_as", tuple(FORMS), default="table", words=FORMS)
    lists = Lists(choice.metric, choice.among, choice.k)
    if kind == "odd":
        _odd(run, selection, lists, form)
        return
    if len(run.epochs) < 2:
        put(element("p", "This run has one epoch: no neighbourhood has changed yet.", css="note"))
        return
    with st.container(key="stability_head", horizontal=True, vertical_alignment="center"):
        epochs = compared_epochs(run)
        order = switch("Order", "stable_order", tuple(ORDERS), default="most", words=ORDERS) if kind == TURNOVER else ""
    if epochs[0] == epochs[1]:
        put(element("p", "Both epochs are the same: choose two different ones.", css="note"))
    elif kind == TURNOVER:
        _turnover(run, selection, lists, (epochs, order, form))
    else:
        _pairs(run, selection, lists, (epochs, kind, form))


def _turnover(run: Run, selection: Selection, lists: Lists, settings: tuple[tuple[int, int], str, str]) -> None:
    epochs, order, form = settings
    changed = turnover(run, lists, epochs)
    known = np.flatnonzero(np.isfinite(changed))
    if not len(known):
        put(element("p", "No sample has neighbours of this kind at both epochs.", css="note"))
        return
    sign = 1 if order == "least" else -1
    steps = mean_turnover(run, lists)
    ranked = known[np.lexsort((known, sign * steps[known], sign * changed[known]))]
    mean = overall(run, lists, epochs)
    chance = 1 - chance_jaccard(lists.k, len(run.samples) - 1) if lists.among == "all" else float("nan")
    words = f"From epoch {epochs[0]} to {epochs[1]} the mean turnover is {_estimate(mean)}"
    words += f"; neighbours drawn by chance would give {look.number(chance)}." if np.isfinite(chance) else "."
    put(element("p", f"{words} {_place(run, selection, ranked)}", css="lead"))
    rows = ranked[:MOST]
    if form == "pictures":
        details = [f"turnover {look.number(float(changed[row]))}" for row in rows]
        samples(run, rows, details=details, key="stability_pictures", label="Samples by turnover")
    else:
        table = turnover_table(run, rows, (changed, steps), lists, epochs)
        lines_table(run, selection, table, ("Sample",))
    ways_on(run, selection, rows, reading=READINGS["turnover"])


def _pairs(run: Run, selection: Selection, lists: Lists, settings: tuple[tuple[int, int], str, str]) -> None:
    epochs, kind, form = settings
    found = changed_pairs(run, lists, epochs, parted=kind == "parted")
    did = "parted" if kind == "parted" else "came together"
    if not len(found.rows):
        put(element("p", f"No pair {did} between epochs {epochs[0]} and {epochs[1]}.", css="note"))
        return
    labels, _ = label_numbers(run)
    chance = one_label_by_chance(labels)
    words = (
        f"{look.counted(found.total, 'pair')} {did} between epochs {epochs[0]} and {epochs[1]}. "
        f"{look.share(found.one_label)} of them have one label, of random pairs {look.share(chance)}."
    )
    put(element("p", words, css="lead"))
    shown = found.first(MOST)
    if form == "pictures":
        details = [f"pair {place // 2 + 1} · {_way(shown, place // 2)}" for place in range(2 * len(shown.rows))]
        words = f"Pairs that {did}, two by two"
        samples(run, shown.rows.ravel(), details=details, key="stability_pictures", label=words, cell=PAIRED)
    else:
        lines_table(run, selection, pairs_table(run, shown, epochs), ("Sample", "Other"))
    ways_on(run, selection, shown.rows.ravel(), reading=READINGS[kind])


def _way(pairs: Pairs, place: int) -> str:
    return f"{look.number(float(pairs.before[place]))} → {look.number(float(pairs.after[place]))}"


def _odd(run: Run, selection: Selection, lists: Lists, form: str) -> None:
    every = odd(run, lists)
    here = np.flatnonzero(every[run.epochs.index(selection.epoch)])
    share = look.share(len(here) / max(len(run.samples), 1))
    words = f"{look.counted(len(here), 'sample')} ({share}) at epoch {selection.epoch} "
    words += f"{'has' if len(here) == 1 else 'have'} no neighbour of the same label among the {lists.k} nearest."
    put(element("p", words, css="lead"))
    if not len(here):
        return
    rows = odd_ranked(run, lists, selection.epoch)[:MOST]
    table = odd_table(run, rows, every.sum(axis=0), lists, selection.epoch)
    if form == "pictures":
        details = [f"among {label}" for label in table["Among"]]
        samples(run, rows, details=details, key="stability_pictures", label="Odd ones out")
    else:
        lines_table(run, selection, table, ("Sample",))
    ways_on(run, selection, rows, reading=READINGS["odd"])


def _place(run: Run, selection: Selection, ranked: np.ndarray) -> str:
    row = None if selection.sample is None else run.row(selection.sample)
    place = np.flatnonzero(ranked == (-1 if row is None else row))
    if not len(place):
        return ""
    return f"{selection.sample} is number {look.count(int(place[0]) + 1)} of {look.count(len(ranked))}."


def _estimate(mean) -> str:
    return look.estimate(mean.value, mean.low, mean.high)
