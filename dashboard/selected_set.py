"""The samples selected together in the scatter; the shared selection holds the one of them that was picked last."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analysis.store.reader import Run
from dashboard.selection import Selection, choose

_STATE = "selected_set"  # (name of the run, ids): a plain key, which page navigation keeps


def selected_set(selection: Selection) -> tuple[str, ...]:
    """Ids of the selected samples, the one picked last at the end; that one alone where it was picked elsewhere."""
    if selection.sample is None:
        return ()
    run, ids = st.session_state.get(_STATE, ("", ()))
    if run != selection.run or selection.sample not in ids:
        return (selection.sample,)
    return (*(sample for sample in ids if sample != selection.sample), selection.sample)


def select(run: Run, name: str, samples: Sequence[str]) -> None:
    """Select these samples; none clears. Same rule as `choose`.

    Args:
        run: the open run.
        name: its name in the shared selection.
        samples: ids, the last one picked last. They may come from a browser: those the run lacks are left out, and
            where it has none of them the selection stays as it is.
    """
    known = tuple(dict.fromkeys(sample for sample in samples if run.row(sample) is not None))
    if samples and not known:
        return
    st.session_state[_STATE] = (name, known)
    choose(sample=known[-1] if known else None)
