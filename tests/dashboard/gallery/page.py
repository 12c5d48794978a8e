"""A bare page with a gallery on it, for the browser; the address says how many, and what else is offered."""

import os

import numpy as np
import streamlit as st

from analysis.store.reader import Run
from dashboard.fragments import fragment
from dashboard.gallery import Caption, Tile, gallery, picture_grid

COLORS = ((200, 30, 30), (30, 160, 30), (30, 30, 200), (220, 220, 60))
HOSTILE = "<img src=x onerror=\"document.title='broken'\"><b>bold</b> & 'quoted'"

st.session_state.setdefault("picks", [])


@fragment
def samples() -> None:
    """A run's samples in a fragment, as most pages have them."""
    rows = [7, 2, 30]
    captions = [Caption(f"caption {row}") for row in rows]
    gallery(
        Run(os.environ["EPOCHSCOPE_TINY"]),
        rows,
        captions=captions,
        key="samples",
        on_pick=st.session_state.picks.append,
    )


if "samples" in st.query_params:
    samples()
count = 3 if st.session_state.get("few") else int(st.query_params.get("count", 10))
pictures = np.stack([np.full((96, 96, 3), COLORS[place % 4], np.uint8) for place in range(count)])
tiles = [
    Tile(
        f"s{place}",
        Caption(HOSTILE if place == 1 else f"label {place}", f"{place} · 0.5", "#d55e00"),
        note=HOSTILE if place == 1 else f"s{place}",
        mark=("", "gained", "lost", "selected")[place % 4],
    )
    for place in range(count)
]
picked = picture_grid(
    pictures, tiles, key="grid", label="Ten things", lossless=True,
    on_pick=st.session_state.picks.append if "callback" in st.query_params else None,
    on_several=st.session_state.picks.extend if "several" in st.query_params else None,
)  # fmt: skip
if picked:
    st.session_state.picks.append(picked)
st.button("Rerun")
st.button("Few", on_click=st.session_state.update, kwargs={"few": True})
st.text(f"Picks: {' '.join(st.session_state.picks) or 'none'}.")
