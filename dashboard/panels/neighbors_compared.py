"""Two epochs side by side: what lies nearest to the selected sample at each of them."""

from __future__ import annotations

import numpy as np
import streamlit as st

from analysis.store.reader import Run
from dashboard import empty, look, markup
from dashboard.figures import neighbor_agreement
from dashboard.neighborhood import Neighborhood, agreement, nearest, same_label, typical_distance
from dashboard.panels.control import picker, switch, toggle
from dashboard.panels.film_curves import label_by_chance
from dashboard.panels.legend import legend
from dashboard.panels.samples import samples
from dashboard.panels.starting_points import starting_points
from dashboard.panels.walk import walk
from dashboard.selection import Selection
from dashboard.theme_in_use import dark

OFFERED = (6, 12, 24, 50)


def show(run: Run, selection: Selection) -> None:
    """Draw the part."""
    stored = int(run.manifest.get("neighbors", {}).get("k", 0))
    row = None if selection.sample is None else run.row(selection.sample)
    if stored == 0:
        empty.no_neighbors(run.name)
    elif row is None:
        empty.no_sample("Pick one below, or click a point on the Evolution page.")
        starting_points(run, selection)
    else:
        _page(run, selection, row, stored)


def _page(run: Run, selection: Selection, row: int, stored: int) -> None:
    against, k, other_groups = _controls(run, selection, row, stored)
    now = nearest(run, selection.epoch, row, k, other_groups=other_groups)
    then = nearest(run, against, row, k, other_groups=other_groups)
    if against == selection.epoch:
        _side(run, row, selection.epoch, now, other=None, mark="")
        markup.show(markup.element("p", "Both epochs are the same: choose another one to compare with.", css="note"))
    else:
        left, right = st.columns(2, gap="medium")
        with left:
            _side(run, row, selection.epoch, now, other=(against, then), mark="gained")
        with right:
            _side(run, row, against, then, other=(selection.epoch, now), mark="lost")
    _asked_for(now, then, k, other_groups)
    _through_training(run, selection, row, (k, other_groups, against))


def _controls(run: Run, selection: Selection, row: int, stored: int) -> tuple[int, int, bool]:
    """The epoch to compare with, how many neighbors, and whether to pass over the same group."""
    first, last = run.epochs[0], run.epochs[-1]
    counts = tuple(count for count in OFFERED if count < stored) + ((stored,) if stored < OFFERED[-1] else OFFERED[-1:])
    with st.container(horizontal=True, vertical_alignment="bottom", key="neighbour_controls"):
        against = picker(
            "Compare with", "against", run.epochs, default=last if selection.epoch == first else first,
            show=lambda epoch: f"epoch {epoch}",
        )  # fmt: skip
        k = switch(
            "Neighbours", "k", counts, default=counts[min(1, len(counts) - 1)],
            words={count: str(count) for count in counts},
        )  # fmt: skip
        has_group = bool(run.samples["group"].iat[row])
        other_groups = has_group and toggle(
            "Leave out the same group", "other_groups",
            help="Passes over pictures of the same lesion or patient: near-duplicates are near for no learned reason.",
        )  # fmt: skip
        walk(run, selection.run, str(run.samples["sample"].iat[row]))
    return against, k, other_groups


def _side(
    run: Run, row: int, epoch: int, found: Neighborhood, *, other: tuple[int, Neighborhood] | None, mark: str
) -> None:
    """One epoch's neighbors; those that the other epoch does not have are marked."""
    marks = [""] * len(found)
    words = [f"{same_label(run, row, found.rows)} of {len(found)} share its label"]
    if other is not None:
        fresh = ~np.isin(found.rows, other[1].rows)
        marks = [mark if is_fresh else "" for is_fresh in fresh]
        words.append(f"{fresh.sum()} {mark} {'since' if mark == 'gained' else 'by'} epoch {other[0]}")
    markup.show(
        markup.element("h2", f"Epoch {epoch}"),
        markup.element("p", " · ".join(words), css="tally"),
    )
    details = [f"{rank} · {_distance(value)}" for rank, value in enumerate(found.distances, start=1)]
    label = f"Nearest neighbours at epoch {epoch}, nearest first"
    samples(run, found.rows, details=details, marks=marks, key=f"near_{mark or 'only'}", label=label)


def _distance(value: float) -> str:
    return "0, identical" if value == 0 else look.number(float(value))


def _asked_for(now: Neighborhood, then: Neighborhood, k: int, other_groups: bool) -> None:
    """What is not in the pictures, in words: fewer than asked for, left out, identical."""
    words = []
    if min(len(now), len(then)) < k:
        words.append(f"The store has no more than {min(len(now), len(then))} of the {k} asked for.")
    if other_groups:
        words.append(
            f"Left out as members of the same group: {now.left_out} at this epoch, {then.left_out} at the other."
        )
    twins = int((now.distances == 0).sum())
    if twins:
        words.append(
            f"{look.counted(twins, 'neighbour')} at distance 0: the model cannot tell "
            f"{'it' if twins == 1 else 'them'} from this sample, often the same picture twice."
        )
    if words:
        markup.show(markup.element("p", " ".join(words), css="note"))


def _through_training(run: Run, selection: Selection, row: int, settings: tuple[int, bool, int]) -> None:
    """The share of same-label neighbors over all epochs, and what a distance means."""
    k, other_groups, against = settings
    shares = agreement(run, row, k, other_groups=other_groups)
    chance = label_by_chance(run, row, "other_groups" if other_groups else "all")
    label = str(run.samples["label"].iat[row])
    left, right = st.columns(2, gap="medium")
    with left:
        title = f"Neighbours that are {label} too, by epoch"
        markup.show(markup.element("h2", title), legend(neighbor_agreement.LEGEND))
        look.figure(
            neighbor_agreement.neighbor_agreement(
                run.epochs, shares, chance=chance, marked=(selection.epoch, against), dark=dark()
            ),
            key="agreement",
            alt="Share of the nearest neighbours with the same label at every epoch",
        )
        markup.show(markup.element("p", neighbor_agreement.READING, css="reading"))
    with right:
        model = run.manifest.get("model", {})
        found = model.get("n_features")
        features = look.count(found) if isinstance(found, int) else "?"
        markup.show(
            markup.element("h2", "What a distance is"),
            markup.element(
                "p",
                f"Under each picture: rank · distance. Distances are Euclidean between embeddings, the {features} "
                "numbers that go into the layer that classifies "
                f"({model.get('embedding_layer', 'unknown layer')}), and have no unit. A typical sample lies "
                f"{look.number(typical_distance(run, selection.epoch))} from its nearest neighbour at epoch "
                f"{selection.epoch} and {look.number(typical_distance(run, against))} at epoch {against}, so compare "
                "distances within one epoch, never across epochs.",
                css="reading",
            ),
        )
