"""One design on a page: `?design=ours|columns&n=50`; a button shows other pictures."""

from __future__ import annotations

import os

import numpy as np
import streamlit as st

from analysis.store.thumbnails import Thumbnails
from benchmarks.gallery.atlas import NEAR, PAGES, PER_PAGE
from dashboard.gallery import Caption, Tile, picture_grid

ACROSS = 10
EDGE = 96  # pixels of a picture on screen


@st.cache_resource
def thumbnails() -> Thumbnails:
    return Thumbnails(os.environ["EPOCHSCOPE_ATLAS"], PAGES * PER_PAGE)


def ours(rows: np.ndarray, turn: int) -> None:
    tiles = [Tile(f"{turn}:{row}", Caption(f"label {row % 7}", f"{turn} · 0.5"), note=f"sample {row}") for row in rows]
    picture_grid(thumbnails().encoded(rows), tiles, key="grid", label="Samples", cell=EDGE)


def columns(rows: np.ndarray, turn: int) -> None:
    places = st.columns(ACROSS)
    for place, (row, picture) in enumerate(zip(rows, thumbnails().many(rows), strict=True)):
        caption = f"label {row % 7} {turn} · 0.5 sample {row}"
        places[place % ACROSS].image(picture, caption=caption, width=EDGE, output_format="JPEG")


@st.fragment
def show() -> None:
    turn = st.session_state.get("turn", 0)
    if st.button("Others"):
        turn = st.session_state.turn = turn + 1
    rows = np.random.default_rng(turn).choice(NEAR, int(st.query_params.get("n", 50)), replace=False)
    {"ours": ours, "columns": columns}[st.query_params["design"]](rows, turn)


st.set_page_config(layout="wide")
show()
