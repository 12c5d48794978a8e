"""One run of the app: routing, header, the page in view, and errors shown once."""

from __future__ import annotations

from functools import partial

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from analysis.store.reader import Run
from dashboard import empty, look, selection, store_cache
from dashboard.header import header
from dashboard.sample_panel import beside_panel, panel_is_drawn, sample_panel
from dashboard.selection import Selection
from dashboard.views import overview
from dashboard.views.contract import View
from dashboard.views.registry import VIEWS
from data.contract import EpochscopeError


def main() -> None:
    """Draw the app for the URL in view."""
    look.install()
    shown = _Shown()
    pages = _pages(shown)
    page = st.navigation([_page(VIEWS[0], shown, home=True), *pages.values()], position="hidden")
    here = page.url_path or VIEWS[0].PATH
    runs = store_cache.find_runs()
    try:
        _open(shown, runs, here)
    except EpochscopeError as error:
        shown.problem = str(error)
    header(pages, here, runs, shown.run, shown.chosen)
    page.run()


class _Shown:
    """What the page in view will be drawn from."""

    run: Run | None = None
    chosen: Selection | None = None
    problem: str = ""


def _pages(shown: _Shown) -> dict[str, StreamlitPage]:
    return {view.PATH: _page(view, shown) for view in VIEWS}


def _page(view: View, shown: _Shown, *, home: bool = False) -> StreamlitPage:
    path = "" if home else view.PATH
    return st.Page(partial(_show, view, shown), title=view.TITLE, url_path=path, default=home)


def _open(shown: _Shown, runs: dict[str, str], path: str) -> None:
    if runs:
        name = selection.run_name(runs, path)
        shown.run = store_cache.open_run(runs[name])
        shown.chosen = selection.current(shown.run, name)


def _show(view: View, shown: _Shown) -> None:
    if shown.problem:
        empty.problem(shown.problem)
    elif shown.run is None or shown.chosen is None:
        empty.no_runs(store_cache.runs_folder())
    elif not shown.run.epochs and view is not overview:
        empty.no_epochs(shown.run.name)
    else:
        _try(view, shown.run, shown.chosen)


def _try(view: View, run: Run, chosen: Selection) -> None:
    with st.container(key=f"page_{view.PATH}"), beside_panel():
        try:
            view.show(run, chosen)
        except EpochscopeError as error:
            empty.problem(str(error))
        if not panel_is_drawn():
            sample_panel(run, chosen)
