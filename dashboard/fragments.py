"""Parts of a page that run by themselves: Streamlit's fragments, each in a container that the page owns."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import streamlit as st

P = ParamSpec("P")


def fragment(function: Callable[P, None], *, run_every: float | None = None) -> Callable[P, None]:
    """Make a fragment that keeps its place on the page; use it instead of `st.fragment`.

    When a fragment starts right after the whole page ran, Streamlit drops what that run drew of the fragment and has
    not sent yet, and the browser, told that the run is complete, closes the gap: everything below moves up one place,
    and the fragment then overwrites what has moved into its own. In a container of its own it can leave no gap.
    """
    alone = st.fragment(function, run_every=run_every)

    @wraps(function)
    def in_its_place(*args: P.args, **kwargs: P.kwargs) -> None:
        with st.container():
            alone(*args, **kwargs)

    return in_its_place
