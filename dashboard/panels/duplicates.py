"""Duplicates found: pairs side by side with what makes them matter, or all of them as a table."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.store.reader import Run
from dashboard import empty, look
from dashboard.duplicate_pairs import KINDS, duplicate_pairs, of_kind
from dashboard.gallery.grid import picture_grid
from dashboard.gallery.tile import Caption, Tile
from dashboard.markup import Markup, element, show
from dashboard.palette import class_colors
from dashboard.panels.control import switch
from dashboard.panels.pager import pager
from dashboard.sample_thumbnails import thumbnails
from dashboard.selection import choose, parameters

PAIRS = 12  # on a page
LINES = 50  # of the table, on a page
WIDTH = 282  # pixels, of a pair
CELL = 120  # pixels, of a picture
READING = (
    "Distance: bits in which two 64-bit fingerprints of the pictures differ (0 to 64); a small one is a picture that "
    "looks the same, not proof that it is. A pair across splits lets a model be tested on what it was trained on."
)


def duplicates(run: Run) -> None:
    """Draw the pairs, or say that nobody looked or nothing was found."""
    pairs = duplicate_pairs(run)
    if pairs is None and not run.has_embeddings:
        show(element("p", "This run holds scores only: open one of the runs it was made of.", css="note"))
        return
    if pairs is None:
        empty.no_duplicates(run.name, str(run.manifest.get("checkpoints", "")))
        return
    show(element("p", summary(pairs, len(run.samples)), css="lead"))
    if pairs.empty:
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="duplicate_controls"):
        kind = switch("Pairs", "pairs", tuple(KINDS), default="all", words=KINDS)
        form = switch("Shown as", "pairs_as", ("pictures", "table"), default="pictures", words=FORMS)
    chosen = of_kind(pairs, kind)
    if chosen.empty:
        show(element("p", "No pair of this kind.", css="note"))
        return
    part = pager("pairs_page", len(chosen), PAIRS if form == "pictures" else LINES)
    if form == "pictures":
        _cards(run, chosen.iloc[part])
    else:
        _table(run, chosen.iloc[part])
    show(element("p", READING, css="reading"))


FORMS = {"pictures": "Pictures", "table": "Table"}


def summary(pairs: pd.DataFrame, total: int) -> str:
    """What was found, in one sentence."""
    if pairs.empty:
        return f"No two of the {look.count(total)} pictures are the same or nearly so."
    exact, *others = (int(pairs[name].sum()) for name in ("exact", "across", "relabelled", "grouped"))
    near, (across, relabelled, grouped) = len(pairs) - exact, map(look.count, others)
    return (
        f"{look.counted(exact, 'pair')} of identical pictures and {look.counted(near, 'pair')} that look nearly the "
        f"same among {look.count(total)}: {across} across splits, {relabelled} with different labels"
        + (f", {grouped} within one group." if others[2] else ".")
    )


def _cards(run: Run, pairs: pd.DataFrame) -> None:
    with st.container(horizontal=True, gap="medium", key="pairs"):
        for pair in pairs.itertuples():
            with st.container(width=WIDTH, key=f"pair_{pair.Index}"):
                show(element("p", _distance(pair), *_flags(pair), css="pair"))
                _pair(run, pair)


def _pair(run: Run, pair) -> None:
    samples, colors = run.samples, class_colors(run)
    chosen = parameters().get("sample")
    tiles = []
    for row in (pair.left, pair.right):
        sample = samples.iloc[row]
        label, group = str(sample["label"]), str(sample["group"])
        caption = Caption(f"{label} · {sample['split']}", group, colors.get(label))
        mark = "selected" if sample["sample"] == chosen else ""
        tiles.append(Tile(str(sample["sample"]), caption, note=str(sample["sample"]), mark=mark))
    pictures, _ = thumbnails(run, [pair.left, pair.right])
    words = f"A pair, {_distance(pair)}"
    picked = picture_grid(pictures, tiles, key=f"pair_grid_{pair.Index}", label=words, cell=CELL, on_pick=_select)
    if picked is not None:
        _select(picked)
        st.rerun()


def _distance(pair) -> str:
    return "Identical" if pair.exact else f"Distance {int(pair.distance)}"


def _flags(pair) -> list[Markup]:
    """What is the same and what is not, the grave in the color of warnings."""
    return [
        element("span", "two splits" if pair.across else "same split", css="grave" if pair.across else ""),
        element("span", "two labels" if pair.relabelled else "same label", css="grave" if pair.relabelled else ""),
        *([element("span", "two groups")] if pair.regrouped else []),
    ]


def _table(run: Run, pairs: pd.DataFrame) -> None:
    titles = ("Distance", "Picture", "Label", "Split", "Group", "Picture", "Label", "Split", "Group")
    head = element("tr", *(element("th", title, scope="col") for title in titles))
    rows = []
    for pair in pairs.itertuples():
        cells = [element("td", "identical" if pair.exact else str(int(pair.distance)))]
        for row in (pair.left, pair.right):
            sample = run.samples.iloc[row]
            grave = {"label": pair.relabelled, "split": pair.across}
            cells += [
                element("td", str(sample[name]), css="grave" if grave.get(name) else "", title=str(sample[name]))
                for name in ("sample", "label", "split", "group")
            ]
        rows.append(element("tr", *cells))
    show(element("div", element("table", element("thead", head), element("tbody", *rows), css="pairs"), css="wide"))


def _select(sample: str) -> None:
    choose(sample=sample)
