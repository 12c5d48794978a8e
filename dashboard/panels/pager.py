"""Lists too long for one page: previous and next, kept in the URL, and an order whose first page stands for all."""

from __future__ import annotations

import numpy as np
import streamlit as st

from dashboard import look
from dashboard.markup import element, show
from dashboard.selection import parameter, set_parameter


def pager(name: str, total: int, size: int) -> slice:
    """Draw the buttons where there is more than one page.

    Args:
        name: the parameter's name in the URL; pages count from 1.
        total: things in the list.
        size: things on a page.

    Returns:
        The part of the list to show.
    """
    pages = max(1, -(-total // size))
    page = min(max(parameter(name, 1), 1), pages)
    first = (page - 1) * size
    if pages > 1:
        words = f"{look.count(first + 1)} to {look.count(min(first + size, total))} of {look.count(total)}"
        with st.container(horizontal=True, vertical_alignment="center", key=f"pager_{name}"):
            st.button("‹ Previous", key=f"{name}_back", disabled=page == 1, on_click=_turn, args=(name, page - 1))
            st.button("Next ›", key=f"{name}_on", disabled=page == pages, on_click=_turn, args=(name, page + 1))
            show(element("span", words, css="tally"))
    return slice(first, first + size)


def _turn(name: str, page: int) -> None:
    set_parameter(name, None if page == 1 else page)


def mixed(rows: np.ndarray, n: int) -> np.ndarray:
    """Rows in an order that has nothing to do with the run's, and keeps when others join or leave.

    Args:
        rows: (m,) row numbers.
        n: samples of the run.
    """
    order = np.random.default_rng(0).permutation(n)
    return rows[np.argsort(order[rows])]
