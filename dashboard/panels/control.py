"""Widgets whose value is a page parameter: kept in the session and the URL, checked against what is possible."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

import streamlit as st

from dashboard.selection import choose, parameter

Value = TypeVar("Value", str, int, float)


def picker(
    label: str,
    name: str,
    options: Sequence[Value],
    *,
    default: Value,
    show: Callable[[Value], str] = str,
    resets: Sequence[str] = (),
) -> Value:
    """A drop-down list.

    Args:
        label: the words above it.
        name: the parameter's name in the URL.
        options: what may be picked.
        default: in force while nothing was picked.
        show: an option in words; shown as text, never as markup.
        resets: parameters that fall back to their default with every pick.
    """
    value = parameter(name, default, options)
    key = f"control_{name}"
    st.session_state[key] = value
    pick = partial(_take_over, key, name, resets)
    st.selectbox(label, options, key=key, format_func=show, on_change=pick, filter_mode=None)
    return value


def switch(label: str, name: str, options: Sequence[Value], *, default: Value, words: dict[Value, str]) -> Value:
    """A row of buttons of which one is down.

    Args:
        words: option -> what stands on its button, constants of the code (read as Markdown).
    """
    value = parameter(name, default, options)
    key = f"control_{name}"
    st.session_state[key] = value
    st.segmented_control(
        label, options, key=key, format_func=lambda option: words[option], required=True, on_change=_take_over,
        args=(key, name),
    )  # fmt: skip
    return value


def toggle(label: str, name: str, *, default: bool = False, help: str | None = None) -> bool:
    """An on-off switch; 1 and 0 in the URL."""
    value = bool(parameter(name, int(default), (0, 1)))
    key = f"control_{name}"
    st.session_state[key] = value
    st.toggle(label, key=key, help=help, on_change=_take_over, args=(key, name))
    return value


def slider(label: str, name: str, *, default: float, step: float, digits: int) -> float:
    """A slider over [0, 1].

    Args:
        step: distance of its stops.
        digits: decimals shown.
    """
    stops = tuple(round(place * step, 6) for place in range(round(1 / step) + 1))
    value = parameter(name, default, stops)
    key = f"control_{name}"
    st.session_state[key] = value
    st.slider(label, 0.0, 1.0, step=step, key=key, format=f"%.{digits}f", on_change=_take_over, args=(key, name))
    return value


def _take_over(key: str, name: str, resets: Sequence[str] = ()) -> None:
    value = st.session_state[key]
    chosen = int(value) if isinstance(value, bool) else value
    choose(**dict.fromkeys(resets), **{name: None if chosen == "" else chosen})
