"""Links that make a region of what is selected in the scatter; each carries the whole definition."""

from __future__ import annotations

import numpy as np
import streamlit as st

from analysis.contract import StoreError
from analysis.store.reader import Run
from dashboard import look
from dashboard.links import page_link
from dashboard.markup import element, show
from dashboard.regions.address_form import to_text
from dashboard.regions.definition import Lasso
from dashboard.regions.kept import COLORS, parameter_of
from dashboard.selected_set import selected_region
from dashboard.selection import Selection, parameters

OPENED = {"near": "regions"}  # the part of the Neighbours page that shows regions


def make_region(run: Run, selection: Selection, rows: np.ndarray) -> None:
    """Draw a link for each of the two places, or the reason why there can be none.

    Args:
        rows: (m,) row numbers of the selected samples, more than one.
    """
    try:
        region = selected_region(run, selection, rows)
        text = to_text(region)
    except StoreError as error:
        show(element("p", f"No region can be made of them. {error}", css="note"))
        return
    with st.container(horizontal=True, vertical_alignment="center", key="make_region"):
        for slot in COLORS:
            verb = "Replace" if parameters().get(parameter_of(slot)) else "Make it"
            page_link("neighbours", f"{verb} region {slot.upper()}", **OPENED, **{parameter_of(slot): text})
        show(element("span", words_of(region, len(rows)), css="note"))


def words_of(region: object, count: int) -> str:
    """How the region remembers the samples."""
    if isinstance(region, Lasso):
        but = f", {look.counted(len(region.but), 'sample')} at its edge or picked apart" if region.but else ""
        return f"Kept as the outline drawn at epoch {region.epoch}{but}."
    return f"Kept as a list of {count}: not one outline holds exactly them."
