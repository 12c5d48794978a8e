"""One run of the app: routing, header, the page in view, and errors shown once."""

from __future__ import annotations

from functools import partial

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from analysis.store.reader import Run
from dashboard import empty, look, run_folder, selection, store_cache
from dashboard.header import header, show_notes
from dashboard.sample_panel import beside_panel, sample_panel
from dashboard.scores_only import no_embeddings
from dashboard.selected_sample import selected_sample
from dashboard.selection import Selection
from dashboard.views.contract import View
from dashboard.views.registry import DRAW_SELECTION_THEMSELVES, NEED_EMBEDDINGS, SHOW_WITHOUT_EPOCHS, VIEWS
from data.contract import EpochscopeError


class _Shown:
    """What the page in view is drawn from."""

    run: Run | None = None
    chosen: Selection | None = None
    problem: str = ""


def main() -> None:
    """Draw the app for the URL in view."""
    look.install()
    shown = _Shown()
    pages = {view.PATH: _page(view, shown) for view in VIEWS}
    page = st.navigation([_page(VIEWS[0], shown, home=True), *pages.values()], position="hidden")
    here = page.url_path or VIEWS[0].PATH
    runs = run_folder.find_runs(run_folder.runs_folder())
    try:
        _open(shown, runs, here)
    except EpochscopeError as error:
        shown.problem = str(error)
    header(pages, here, runs, shown.run, shown.chosen)
    page.run()
    show_notes()


def _page(view: View, shown: _Shown, *, home: bool = False) -> StreamlitPage:
    path = "" if home else view.PATH
    return st.Page(partial(_show, view, shown), title=view.TITLE, url_path=path, default=home)


def _open(shown: _Shown, runs: dict[str, str], here: str) -> None:
    if runs:
        name = selection.run_name(runs, here)
        shown.run = store_cache.open_run(runs[name])
        shown.chosen = selection.current(shown.run, name)


def _show(view: View, shown: _Shown) -> None:
    if shown.problem:
        empty.problem(shown.problem)
    elif shown.run is None or shown.chosen is None:
        empty.no_runs(run_folder.runs_folder())
    elif not shown.run.epochs and view.PATH not in SHOW_WITHOUT_EPOCHS:
        empty.no_epochs(shown.run.name, str(shown.run.manifest.get("checkpoints", "")))
        selected_sample(shown.run, shown.chosen)
    else:
        _draw(view, shown.run, shown.chosen)


def _draw(view: View, run: Run, chosen: Selection) -> None:
    with st.container(key=f"page_{view.PATH}"), beside_panel():
        possible = run.has_embeddings or view.PATH not in NEED_EMBEDDINGS
        by_itself = possible and view.PATH in DRAW_SELECTION_THEMSELVES
        if not by_itself:
            selected_sample(run, chosen)
        try:
            if possible:
                view.show(run, chosen)
            else:
                no_embeddings(run, view.PATH, view.TITLE)
        except EpochscopeError as error:
            empty.problem(str(error))
        if not by_itself:
            sample_panel(run, chosen)
