"""What the dataset says of its samples: every column's distribution, by class, and what is missing."""

from __future__ import annotations

import numpy as np
import streamlit as st

from analysis.store.reader import Run
from dashboard import look
from dashboard.class_shares import counted
from dashboard.figures.class_distributions import READING, Row, class_distributions
from dashboard.figures.tones import tones
from dashboard.markup import Markup, element, show
from dashboard.palette import class_colors
from dashboard.panels.focus import default_focus, focus_class
from dashboard.panels.pager import pager
from dashboard.sample_columns import Column, bins, groups_of, is_given, metadata_columns
from dashboard.theme_in_use import dark

CARDS = 6  # columns on a page
ROWS = 9  # classes with a row of their own in a figure
VALUES = 12  # of a category, each with a line of its own
BINS = 24


def metadata(run: Run) -> None:
    """Draw one card a column; where there are too many classes for a figure, one of them can be chosen."""
    columns = metadata_columns(run)
    if not columns:
        show(
            element(
                "section",
                element("h2", "No metadata"),
                element("p", "This dataset says nothing of its samples beyond their labels and splits."),
                css="empty",
            )
        )
        return
    columns = sorted(columns, key=lambda column: column.kind == "text")
    focus = focus_class(run) if len(run.classes) > ROWS else default_focus(run)
    show(element("p", f"{missing_words(columns, len(run.samples))} {_reading(run, columns)}", css="lead"))
    here = columns[pager("columns_page", len(columns), CARDS)]
    places, filled = st.columns(2, gap="large"), [0, 0]
    for column in here:
        shorter = filled.index(min(filled))
        with places[shorter]:
            _card(run, column, focus)
        filled[shorter] += _lines(run, column)


def _reading(run: Run, columns: list[Column]) -> str:
    left_out = len(run.classes) - ROWS
    words = f" The {left_out} other classes are in the row of all; choose one above." if left_out > 0 else ""
    return READING + words if any(column.kind == "number" for column in columns) else ""


def _lines(run: Run, column: Column) -> int:
    """How high a card is, about, in lines of a table."""
    if column.kind == "number":
        return 3 + min(len(run.classes) + 1, ROWS + 1)
    return 3 + (min(column.different, VALUES) if column.kind == "category" else 0)


def missing_words(columns: list[Column], total: int) -> str:
    """Which columns have gaps, in one sentence."""
    gaps = [column for column in columns if column.missing]
    if not gaps:
        return f"{look.counted(len(columns), 'column')}, none with gaps."
    listed = ", ".join(
        f"{column.name} {look.count(column.missing)} ({look.share(column.missing / total)})" for column in gaps[:8]
    )
    more = f" and {len(gaps) - 8} more" if len(gaps) > 8 else ""
    return f"Not given: {listed}{more}."


def _card(run: Run, column: Column, focus: int) -> None:
    missing = f" · {look.count(column.missing)} not given" if column.missing else ""
    head = f"{look.counted(column.different, 'different value')} · {column.words}{missing}"
    show(element("h2", column.name), element("p", head, css="note"))
    if column.kind == "number" and column.different:
        _numbers(run, column, focus)
    elif column.kind == "category" and column.different:
        _categories(run, column)


def _numbers(run: Run, column: Column, focus: int) -> None:
    values = run.samples[column.name]
    given = is_given(values).to_numpy()
    numbers = values[given].to_numpy(float)
    first, width, count = bins(numbers, BINS)
    codes = np.clip(np.floor((numbers - first) / width + 1e-9).astype(np.int64), 0, count - 1)
    table = counted(codes, run.labels[given], (count, len(run.classes)))
    colors = class_colors(run)
    chosen = classes_with_a_row(table.sum(axis=0), focus)
    rows = [Row(run.classes[place], table[:, place], colors[run.classes[place]]) for place in chosen]
    rows = [Row("all", np.bincount(codes, minlength=count), tones(dark()).quiet), *rows]
    drawing = class_distributions(rows, first=first, width=width, dark=dark())
    alt = f"Distribution of {column.name} in every class"
    look.figure(drawing, key=f"distribution_{column.name}", alt=alt)


def classes_with_a_row(totals: np.ndarray, focus: int) -> list[int]:
    """The class in focus and the largest others, in the model's order.

    Args:
        totals: (c,) samples of each class.
    """
    order = np.lexsort((np.arange(len(totals)), -totals, np.arange(len(totals)) != focus))
    return sorted(order[:ROWS].tolist())


def _categories(run: Run, column: Column) -> None:
    codes, words = groups_of(run, column.name)
    table = counted(codes, run.labels, (len(words), len(run.classes)))
    totals = np.bincount(codes, minlength=len(words))
    rows = [_line(run, words[place], int(totals[place]), table[place], totals.max()) for place in range(len(words))]
    show(element("table", element("tbody", *rows[:VALUES]), css="values"))
    if len(rows) > VALUES:
        folded = element("summary", f"{len(rows) - VALUES} more values")
        show(element("details", folded, element("table", element("tbody", *rows[VALUES:]), css="values")))


def _line(run: Run, words: str, total: int, counts: np.ndarray, most: int) -> Markup:
    colors = class_colors(run)
    parts = [
        element(
            "i",
            style=f"width:{100 * count / most:.2f}%;background:{colors[name]}",
            title=f"{name}: {look.count(int(count))}",
        )
        for name, count in zip(run.classes, counts, strict=True)
        if count
    ]
    return element(
        "tr",
        element("th", words, scope="row", title=words),
        element("td", look.count(total), css="number"),
        element("td", look.share(total / len(run.samples)), css="number"),
        element("td", element("div", *parts, css="mix")),
    )
