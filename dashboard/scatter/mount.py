"""Mounts the scatter on a page: one mount for the positions, one for the view of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard.scatter.bundle import packed, stub
from dashboard.scatter.overlays import Arrows, Link, Overlays, message
from dashboard.scatter.report import ScatterState, settle
from dashboard.scatter.selected_ids import Samples, write

DEFAULT_HEIGHT = 620  # CSS pixels, legend and controls included

_data_mount = st.components.v2.component("epochscope_scatter_data", js=packed())
_style_mount = st.components.v2.component("epochscope_scatter_style", js=stub())
_view_mount = st.components.v2.component("epochscope_scatter", js=stub())


def animated_scatter_data(payload: bytes, *, key: str) -> None:
    """Send positions, classes and ids to the browser; takes no room on the page.

    Streamlit sends the bytes once a session and a reference of about 1 kB afterwards. It hashes them in every run,
    so keep this call outside the fragment that holds the view.

    Args:
        payload: what `quantize` returned.
        key: the mount's own key, one per place on the page; switch runs by changing the payload, not the key.
    """
    _data_mount(data=payload, key=key)


def animated_scatter_style(payload: bytes, *, key: str) -> None:
    """Send how every point is drawn; takes no room on the page. `animated_scatter(style=name)` shows it.

    Args:
        payload: what `pack_style` returned; cache it, Streamlit sends it again only when it changes.
        key: the mount's own key, one per place on the page; switch styles by changing the payload, not the key.
    """
    _style_mount(data=payload, key=key)


def animated_scatter(
    *,
    key: str,
    run: str,
    colors: Sequence[str],
    epoch: int | None = None,
    selected: Sequence[str] = (),
    samples: Sequence[str] | None = None,
    marks: Sequence[str] = (),
    style: str | None = None,
    links: Sequence[Link] = (),
    guides: Sequence[Mapping[str, Any]] = (),
    arrows: Arrows = False,
    trails: tuple[int, int] | None = None,
    height: int = DEFAULT_HEIGHT,
    on_change: Callable[[ScatterState], None] | None = None,
) -> ScatterState:
    """Show the positions sent under `run`, at an epoch, with some samples selected and others marked.

    Args:
        key: the view's key. Streamlit's state stays under it; what was heard of it under `key + ":heard"`.
        run: the `run` that the payload was quantized with.
        colors: (c,) one "#rrggbb" per class, readable on the light and the dark background.
        epoch: the epoch to show, None to leave it to the view. A change moves the view, playing or not.
        selected: ids shown selected: large, ringed, with their way through the epochs; above 50 in their colours only.
        samples: (n,) ids in the payload's order, the very sequence that `Points` had. With it lasso and box are there,
            and a selection of any size comes back; without it only clicks select.
        marks: ids shown as marked, the selected sample's neighbors: ringed. With any selection or marks the other
            points turn grey; none is hidden.
        style: name of the style to show, sent by `animated_scatter_style`; None for the classes in `colors`.
        links, guides, arrows, trails: what is drawn over the points, see `Overlays`.
        height: of legend, plot and controls together, CSS pixels.
        on_change: called before the script runs with what the reader has just done. See the package's docstring.

    Returns:
        Epoch and selection as the reader sees them now: the page's own, or what the view has just reported. The view
        reports an epoch when it comes to rest (pause, slider let go, a step, end of play), not while it plays.
    """
    given = ScatterState(epoch, tuple(selected))

    known = None if samples is None else Samples(run, samples)

    def take_over() -> None:
        shown = _hear(key, given, known)
        if on_change is not None:
            on_change(shown)

    shown, heard = settle(given, st.session_state.get(key) or {}, st.session_state.get(f"{key}:heard", {}), known)
    react = take_over if on_change is not None else _nothing
    _view_mount(
        key=key,
        data={
            "run": run,
            "epoch": shown.epoch,
            "selected": write(shown.selected, known),
            "bits": known is not None,
            "marks": list(marks),
            "colors": list(colors),
            "style": style,
            **message(Overlays(links, guides, arrows, trails)),
            "height": height,
            "heard": heard,
        },
        on_epoch_change=react,
        on_selected_change=react,
    )
    st.session_state[f"{key}:heard"] = heard
    return shown


def _hear(key: str, given: ScatterState, samples: Samples | None) -> ScatterState:
    """Take the view's report over now, so that the coming run does not see it as new."""
    memory = f"{key}:heard"
    shown, heard = settle(given, st.session_state.get(key) or {}, st.session_state.get(memory, {}), samples)
    st.session_state[memory] = heard
    return shown


def _nothing() -> None:
    """Streamlit exposes a state value only where it has a callback."""
