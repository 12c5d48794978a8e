"""The samples selected together in the scatter; the shared selection holds the one of them that was picked last.

The address has them under `selected` in the form of a region, where that is short enough: an outline that was drawn,
with exceptions, or a list. So a reload, or a link, finds the same samples, and a region made of them keeps the outline.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import streamlit as st

from analysis.contract import StoreError
from analysis.store.reader import Run
from dashboard.plane import Plane
from dashboard.regions.address_form import from_text, to_text
from dashboard.regions.definition import Lasso, Listed, Region, tag_of
from dashboard.regions.members import members
from dashboard.regions.of_selection import adjusted, of_outline
from dashboard.scatter.outline import Outline
from dashboard.selection import Selection, choose, note, parameters

PARAMETER = "selected"
_STATE = "selected_set"  # (name of the run, its text in the address, ids): a plain key, which page navigation keeps


def selected_set(run: Run, selection: Selection) -> tuple[str, ...]:
    """Ids of the selected samples, the one picked last at the end; that one alone where it was picked elsewhere."""
    if selection.sample is None:
        st.session_state.pop(_STATE, None)
        return ()
    text = parameters().get(PARAMETER)
    name, known, ids = st.session_state.get(_STATE, ("", None, ()))
    if (name, known) != (selection.run, text):
        ids = _of_address(run, selection.run, text)
        st.session_state[_STATE] = (selection.run, text, ids)
    if selection.sample not in ids:
        return (selection.sample,)
    return (*(sample for sample in ids if sample != selection.sample), selection.sample)


def select(run: Run, name: str, samples: Sequence[str], *, drawn: tuple[Plane, Outline] | None = None) -> None:
    """Select these samples; none clears. Same rule as `choose`.

    Args:
        run: the open run.
        name: its name in the shared selection.
        samples: ids, the last one picked last. They may come from a browser: those the run lacks are left out, and
            where it has none of them the selection stays as it is.
        drawn: the outline that they were picked with, and the plane it was drawn on.
    """
    known = tuple(dict.fromkeys(sample for sample in samples if run.row(sample) is not None))
    if samples and not known:
        return
    text = _text(run, name, known, drawn) if len(known) > 1 else None
    st.session_state[_STATE] = (name, text, known)
    choose(sample=known[-1] if known else None, selected_page=None, **{PARAMETER: text})


def selected_region(run: Run, selection: Selection, rows: np.ndarray) -> Region:
    """The region that the selected samples are: as the address has it, or a list that is too long for it.

    Args:
        rows: (m,) row numbers of `selected_set`, more than one.
    """
    text = parameters().get(PARAMETER)
    if text is not None:
        return from_text(text, len(run.samples))
    return Listed(selection.epoch, tuple(np.sort(rows).tolist()), tag_of(run, selection.run))


def _text(run: Run, name: str, samples: Sequence[str], drawn: tuple[Plane, Outline] | None) -> str | None:
    """The address form: of the outline just drawn, else of the one drawn before with other exceptions, else a list."""
    rows, before = np.sort(run.rows_of(list(samples))), _before(run, name)
    region: Region | None = None
    if drawn is not None:
        region = of_outline(run, name, rows, *drawn)
    elif before is not None:
        region = adjusted(run, name, before, rows)
    if region is None:
        epoch = int(parameters().get("epoch", run.epochs[-1]))
        region = Listed(epoch, tuple(rows.tolist()), tag_of(run, name))
    try:
        return to_text(region)
    except StoreError:
        return None  # whoever makes a region of them is told; the browser's tab remembers them over a reload


def _before(run: Run, name: str) -> Lasso | None:
    try:
        region = from_text(parameters().get(PARAMETER, ""), len(run.samples))
    except StoreError:
        return None
    return region if isinstance(region, Lasso) and region.tag == tag_of(run, name) else None


def _of_address(run: Run, name: str, text: str | None) -> tuple[str, ...]:
    """Ids that the address names; none where they are another run's, or cannot be read, which is said."""
    if text is None:
        return ()
    try:
        region = from_text(text, len(run.samples))
        if region.tag != tag_of(run, name):
            return ()
        return tuple(run.samples["sample"].to_numpy()[members(run, name, region)].astype(str).tolist())
    except StoreError as error:
        note(f"The selected samples of the address cannot be found. {error}")
        return ()
