"""The samples of one cell of the confusion matrix, page by page."""

from __future__ import annotations

import streamlit as st

from analysis.store.reader import Run
from dashboard import look
from dashboard.judgement import Judgement
from dashboard.markup import element, show
from dashboard.panels.control import picker, switch
from dashboard.panels.samples import samples
from dashboard.panels.target import score_words
from dashboard.selection import choose, parameter, parameters, set_parameter

PAGE = 60  # pictures at a time
ORDERS = {"surest": "Surest first", "least": "Least sure first"}


def cell(run: Run, judged: Judgement, opened: tuple[int, int] | None) -> None:
    """Draw the two lists that choose a cell, and the open cell's samples.

    Args:
        run: the open run.
        judged: what the model said.
        opened: (label, prediction) of the open cell; None asks for one.
    """
    with st.container(horizontal=True, vertical_alignment="bottom", key="cell_head"):
        for label, name in (("Label", "true"), ("Prediction", "predicted")):
            picker(
                label,
                name,
                ["", *judged.classes],
                default="",
                show=lambda option: option or "choose …",
                resets=("page",),
            )
        if opened is not None:
            order = switch("Order", "order", tuple(ORDERS), default="surest", words=ORDERS)
            st.button("Close", key="cell_close", on_click=_close)
    if opened is None:
        show(element("p", "Click a cell, or choose a label and a prediction, to see its pictures.", css="note"))
        return
    places = judged.inside(opened, surest_first=order == "surest")
    total = int(judged.counts[opened[0]].sum())
    show(element("h2", _title(judged, opened, len(places), total)))
    if len(places):
        _pictures(run, judged, opened, places)


def _title(judged: Judgement, opened: tuple[int, int], count: int, total: int) -> str:
    label, prediction = (judged.classes[index] for index in opened)
    share = f" ({look.share(count / total)})" if total else ""
    return f"{look.count(count)} of {look.counted(total, 'sample')} labelled {label} predicted {prediction}{share}"


def _pictures(run: Run, judged: Judgement, opened: tuple[int, int], places) -> None:
    pages = -(-len(places) // PAGE)
    page = min(max(parameter("page", _page_of_selected(run, judged.rows[places])), 1), pages)
    shown = places[(page - 1) * PAGE : page * PAGE]
    if pages > 1:
        first = (page - 1) * PAGE + 1
        _pager(
            page,
            pages,
            f"Showing {look.count(first)} to {look.count(first + len(shown) - 1)} of {look.count(len(places))}",
        )
    details = [f"score {score_words(judged.scores[place, opened[1]])}" for place in shown]
    samples(run, judged.rows[shown], details=details, key="cell_pictures", label="Samples of the open cell")
    show(element("p", f"Score: what the model gave {judged.classes[opened[1]]}, the prediction.", css="note"))


def _page_of_selected(run: Run, rows) -> int:
    """The page that shows the selected sample, the first one if it is not in the cell."""
    selected = run.row(parameters().get("sample", ""))
    return 1 if selected is None else 1 + int((rows == selected).argmax()) // PAGE


def _pager(page: int, pages: int, words: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="cell_pager"):
        st.button("‹ Previous", key="page_back", disabled=page == 1, on_click=set_parameter, args=("page", page - 1))
        st.button("Next ›", key="page_on", disabled=page == pages, on_click=set_parameter, args=("page", page + 1))
        show(element("span", words, css="tally"))


def _class_or_none(name: str) -> str:
    return name or "choose …"


def _close() -> None:
    choose(true=None, predicted=None, page=None)
