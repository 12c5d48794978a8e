"""The two places for regions: what each holds, its name, radius and export, or how to fill it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import streamlit as st

from analysis.contract import StoreError
from analysis.store.reader import Run
from dashboard import look
from dashboard.links import page_link
from dashboard.markup import element, literal, show
from dashboard.panels.control import picker
from dashboard.provenance import safe_name
from dashboard.regions.definition import LONGEST_NAME, Around, Lasso, tag_of
from dashboard.regions.kept import COLORS, Kept, drop, keep, parameter_of, rename
from dashboard.regions.members import radius_for
from dashboard.regions.table import as_csv
from dashboard.selected_set import select
from dashboard.selection import Selection, choose, parameters

COUNTS = (10, 25, 50, 100, 200, 500)  # others that a region around a sample holds when it is made
HOW = (
    "A region is some samples to follow through training. Draw a lasso on the Evolution page and make it a region "
    "there, or take what lies around the selected sample."
)


def region_slots(run: Run, selection: Selection, found: Mapping[str, Kept], problems: Mapping[str, str]) -> None:
    """Draw both.

    Args:
        found, problems: what `dashboard.regions.kept.kept` gave.
    """
    if not found:
        show(element("p", HOW, css="reading"))
    for slot, place in zip(COLORS, st.columns(2, gap="large"), strict=True):
        with place, st.container(key=f"region_slot_{slot}"):
            refused = st.session_state.pop(_refusal(slot), None)
            if refused is not None:
                show(element("p", refused, css="warning", role="status"))
            if slot in found:
                _filled(run, selection, found[slot])
            elif slot in problems:
                _head(slot, f"Region {slot.upper()}")
                show(element("p", problems[slot], css="warning"))
                st.button("Remove", key=f"region_drop_{slot}", on_click=drop, args=(slot,))
            else:
                _empty(run, selection, slot)


def definition_words(run: Run, one: Kept) -> str:
    """How a region is defined and how many samples that are, in one sentence."""
    region, count = one.region, look.counted(len(one.rows), "sample")
    share = look.share(len(one.rows) / max(len(run.samples), 1))
    if isinstance(region, Lasso):
        title = str(run.projections[region.plane.projection].get("title", region.plane.projection))
        axes = " and ".join(str(axis + 1) for axis in region.plane.axes)
        where = f"Inside a lasso on {title}, axes {axes}, at epoch {region.epoch}"
    elif isinstance(region, Around):
        where = f"Within {look.number(region.radius)} of {region.sample} in the embedding at epoch {region.epoch}"
    else:
        where = f"Picked at epoch {region.epoch}"
    return f"{where}: {count}, {share} of the run."


def _head(slot: str, title: str) -> None:
    show(element("h2", element("i", css="dot", style=f"background:{COLORS[slot]}"), title))


def _filled(run: Run, selection: Selection, one: Kept) -> None:
    _head(one.slot, one.title)
    show(element("p", definition_words(run, one)))
    if not len(one.rows):
        show(element("p", "Nothing lies inside: there is nothing to show.", css="warning"))
    with st.container(horizontal=True, vertical_alignment="center", key=f"region_actions_{one.slot}"):
        _name(one)
        if isinstance(one.region, Around):
            with st.container(horizontal=True, vertical_alignment="center", width="content", gap="small"):
                _radius(one, one.region)
        ids = run.samples["sample"].to_numpy()[one.rows].astype(str).tolist()
        file = safe_name(f"{run.name}_{one.title}_epoch_{selection.epoch:03d}")
        st.download_button(
            "Save as CSV", lambda: as_csv(run, one.rows, selection.epoch, _facts(run, one)), f"{file}.csv", "text/csv",
            on_click="ignore", key=f"region_csv_{one.slot}", disabled=not ids,
        )  # fmt: skip
        st.button(
            "Select them", key=f"region_select_{one.slot}", on_click=select, args=(run, selection.run, ids),
            disabled=not ids, help="They are then selected on the Evolution page too",
        )  # fmt: skip
        st.button("Remove", key=f"region_drop_{one.slot}", on_click=drop, args=(one.slot,))


def _facts(run: Run, one: Kept) -> dict[str, str]:
    address = parameters().get(parameter_of(one.slot), "")
    return {"run": run.name, "region": one.title, "defined": definition_words(run, one), "address": address}


def _name(one: Kept) -> None:
    key = f"region_name_{one.slot}"
    st.session_state[key] = one.region.name
    st.text_input(
        "Name", key=key, max_chars=LONGEST_NAME, placeholder="A name for it",
        on_change=lambda: _attempt(one.slot, lambda: rename(one.slot, one.region, str(st.session_state[key]))),
    )  # fmt: skip


def _radius(one: Kept, region: Around) -> None:
    show(element("span", "Radius", css="note", title="Euclidean, between embeddings at that epoch; it has no unit"))
    key = f"region_radius_{one.slot}"
    st.session_state[key] = region.radius
    st.number_input(
        "Radius", key=key, min_value=0.0, step=max(region.radius / 20, 1e-6), format="%.4g",
        on_change=lambda: _attempt(
            one.slot, lambda: keep(one.slot, replace(region, radius=float(st.session_state[key])))
        ),
    )  # fmt: skip


def _empty(run: Run, selection: Selection, slot: str) -> None:
    _head(slot, f"Region {slot.upper()}")
    row = None if selection.sample is None else run.row(selection.sample)
    if row is None:
        show(element("p", "Empty. No sample is selected to make it around.", css="note"))
    else:
        with st.container(horizontal=True, vertical_alignment="center", key=f"region_make_{slot}"):
            counts = [count for count in COUNTS if count < len(run.samples)] or [len(run.samples) - 1]
            count = picker(
                "Samples around the selected one", f"around_{slot}", counts, default=counts[min(2, len(counts) - 1)],
                show=lambda count: f"its {count} nearest",
            )  # fmt: skip
            st.button(
                f"Make it around {literal(str(selection.sample))}", key=f"region_around_{slot}",
                on_click=_make, args=(run, selection, slot, (row, count)),
            )  # fmt: skip
    page_link("evolution", "Draw a lasso on the Evolution page")


def _make(run: Run, selection: Selection, slot: str, around: tuple[int, int]) -> None:
    row, count = around
    radius = radius_for(run, selection.epoch, row, count)
    sample = str(run.samples["sample"].iat[row])
    choose(**{f"region_page_{slot}": None})
    _attempt(slot, lambda: keep(slot, Around(selection.epoch, sample, radius, tag_of(run, selection.run))))


def _attempt(slot: str, change: Callable[[], None]) -> None:
    """Make a change in a callback, where an error would reach the reader as a traceback."""
    try:
        change()
    except StoreError as error:
        st.session_state[_refusal(slot)] = f"Not done. {error}"


def _refusal(slot: str) -> str:
    return f"region_refusal_{slot}"
