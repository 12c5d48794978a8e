"""What is beneath the film strip: how fast the company changes, how far it shares the label, and what to know of it."""

from __future__ import annotations

import numpy as np
import streamlit as st

from analysis.store.reader import Run
from dashboard import look, markup
from dashboard.figures import neighbor_agreement, overlap
from dashboard.film import Film
from dashboard.panels.legend import legend
from dashboard.panels.neighbor_choices import Choice
from dashboard.theme_in_use import dark


def film_curves(run: Run, row: int, film: Film, choice: Choice, *, epoch: int) -> None:
    """Draw the two curves.

    Args:
        row: the sample.
        film: its neighbors.
        choice: which neighbors these are.
        epoch: the one in view.
    """
    label = str(run.samples["label"].iat[row])
    same = (run.samples["label"] == label).to_numpy()
    left, right = st.columns(2, gap="medium")
    with left:
        markup.show(markup.element("h2", "Neighbours shared with"), legend(overlap.LEGEND))
        before, last = film.overlap(), film.overlap(with_last=True)
        drawing = overlap.overlap(film.epochs, before, last, epoch=epoch, dark=dark())
        look.figure(drawing, key="film_overlap", alt="Overlap with the epoch before and with the last epoch, by epoch")
        markup.show(markup.element("p", f"{_now(film, before, epoch)}{overlap.READING}", css="reading"))
    with right:
        markup.show(markup.element("h2", f"Neighbours that are {label} too"), legend(neighbor_agreement.LEGEND))
        shares = film.share(same)
        drawing = neighbor_agreement.neighbor_agreement(
            film.epochs, shares, chance=label_by_chance(run, row, choice.among), marked=(epoch,), dark=dark()
        )
        look.figure(drawing, key="film_agreement", alt="Share of neighbours with the sample's label, by epoch")
        markup.show(markup.element("p", neighbor_agreement.READING, css="reading"))


def film_notes(run: Run, row: int, film: Film, choice: Choice) -> list[str]:
    """What is not in the pictures, one sentence each: fewer than asked for, identical ones, an approximate search."""
    counts = film.there.sum(axis=1)
    found = []
    if counts.min() < choice.k:
        found.append(f"There are no more than {counts.min()} of the {choice.k} asked for at some epoch.")
    twins = np.unique(film.rows[(film.distances == 0) & film.there])
    if len(twins):
        found.append(
            f"{look.counted(len(twins), 'neighbour')} at distance 0 at some epoch: the model cannot tell "
            f"{'it' if len(twins) == 1 else 'them'} from this sample, often the same picture twice."
        )
    facts = run.manifest.get("neighbors", {})
    recall = facts.get("recall")
    if recall:
        value = look.estimate(recall.get("value"), recall.get("low"), recall.get("high"))
        found.append(
            f"The search was approximate ({facts.get('engine')}): it finds {value} of the true nearest, measured on "
            f"{look.counted(int(recall.get('samples', 0)), 'sample')}."
        )
    return found


def label_by_chance(run: Run, row: int, among: str) -> float:
    """Share of a sample's label among those who may be its neighbors; NaN where there are none."""
    others = run.samples["label"].to_numpy()[pool(run, row, among)]
    return float((others == run.samples["label"].iat[row]).mean()) if len(others) else float("nan")


def pool(run: Run, row: int, among: str) -> np.ndarray:
    """Whom neighbors are sought among: (n,) bool, never the sample itself.

    Args:
        row: the sample.
        among: as in `run.neighbor_lists`.
    """
    inside = np.ones(len(run.samples), bool)
    if among in ("train", "validation"):
        inside = (run.samples["split"] == among).to_numpy().copy()
    elif among == "other_groups" and run.samples["group"].iat[row]:
        inside = (run.samples["group"] != run.samples["group"].iat[row]).to_numpy().copy()
    inside[row] = False
    return inside


def _now(film: Film, before: np.ndarray, epoch: int) -> str:
    place = list(film.epochs).index(epoch)
    if place == 0:
        return ""
    kept = int((film.there[place] & ~film.gained[place]).sum())
    return (
        f"At epoch {epoch}, {kept} of {int(film.there[place].sum())} were there at epoch {film.epochs[place - 1]} "
        f"(overlap {look.number(float(before[place]), 2)}). "
    )
