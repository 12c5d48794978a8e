"""A bare page whose address says how points are drawn: `style`, `arrows`, `guides`, `samples`, `epochs`, `case`."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import streamlit as st

from dashboard.fragments import fragment
from dashboard.scatter import (
    Points,
    Style,
    animated_scatter,
    animated_scatter_data,
    animated_scatter_style,
    pack_style,
    quantize,
    value_codes,
)
from dashboard.scatter.overlays import Arrows

CLASSES = ("nv", "mel", "bkl", "bcc", "akiec")
SHARES = (0.7, 0.12, 0.1, 0.05, 0.03)
COLORS = ("#1e78c3", "#e15a00", "#00a569", "#c30087", "#875a3c")
STYLES = ("classes", "prediction", "score", "rings", "hostile")
NAMES = ("nv", "mel")
CATEGORY_COLORS = ("#1e78c3", "#e15a00")
RAMP = tuple(f"#{220 - 11 * k:02x}{60 + 2 * k:02x}{40 + 10 * k:02x}" for k in range(17))
RINGED = 25  # every so many samples
ARROWS: dict[str, Arrows] = {"": False, "before": "before", "first": "first"}
GUIDE = 3.0  # units
LINKED = 12  # neighbors of the first sample
HOSTILE = "<img src=x onerror=alert(1)>"


def trajectories(samples: int, epochs: int) -> tuple[np.ndarray, np.ndarray]:
    """Classes that leave one cloud: positions (e, n, 2) float32 and labels (n,)."""
    random = np.random.default_rng(11)
    labels = random.choice(len(CLASSES), size=samples, p=SHARES)
    angles = np.linspace(0, 2 * np.pi, len(CLASSES), endpoint=False)
    goal = np.stack([np.cos(angles) * 7, np.sin(angles) * 4], axis=1)[labels] + random.normal(size=(samples, 2))
    start = random.normal(size=(samples, 2)) * [2.5, 1.5]
    time = np.linspace(0, 1, epochs)[:, None, None]
    return ((1 - time) * start + time * goal).astype(np.float32), labels


def predicted(samples: int, epochs: int) -> np.ndarray:
    """(e, n) uint8: every sample with an odd row turns from class 0 to class 1 half way; row 3 is not known."""
    codes = np.zeros((epochs, samples), dtype=np.uint8)
    codes[(epochs + 1) // 2 :, 1::2] = 1
    codes[:, 3:4] = 255
    return codes


def style_of(name: str, samples: int, epochs: int) -> Style:
    if name == "prediction":
        return Style("page/prediction", "categories", predicted(samples, epochs), CATEGORY_COLORS, NAMES, "Prediction")
    if name == "rings":
        rings = np.arange(samples)[None] % RINGED == 0
        codes = np.zeros((1, samples), dtype=np.uint8)
        return Style("page/rings", "categories", codes, ("#1e78c3",), ("all",), rings=rings, ring_words="wrong")
    if name == "hostile":
        codes = np.zeros((1, samples), dtype=np.uint8)
        rings = np.ones((1, samples), dtype=bool)
        style = Style("page/hostile", "categories", codes, ("#1e78c3",), (HOSTILE,), HOSTILE)
        return replace(style, rings=rings, ring_words=HOSTILE)
    values = np.linspace(0, 1, samples)[None].repeat(epochs, axis=0)
    values[:, 3:4] = np.nan
    return Style(
        "page/score", "values", value_codes(values, 0, 1), RAMP, title="Score of mel", low=0, high=1, unit="of 1"
    )


@st.cache_resource
def positions_of(samples: int, epochs: int, case: str) -> bytes:
    positions, labels = trajectories(samples, epochs)
    classes = list(CLASSES)
    if case == "place":
        positions[:] = 1.5
    if case == "classes":
        classes, labels = [f"class {index}" for index in range(200)], np.arange(samples) % 200
    if case == "one":
        classes, labels = ["nv"], np.zeros(samples, dtype=int)
    ids = [f"s{row}" for row in range(samples)]
    return quantize(positions, Points(ids, labels, classes, list(range(epochs))), run="page")


@fragment
def view() -> None:
    """The view, and buttons that change how it is drawn."""
    columns = st.columns(3)
    near = columns[0].toggle("Links")
    trails = columns[1].toggle("Trails between")
    columns[2].button("Rerun")
    style = st.session_state.style
    case = st.query_params.get("case", "")
    picked = animated_scatter(
        key="scatter",
        run="page",
        epoch=st.session_state.get("epoch", int(st.query_params.get("epoch", 0))),
        selected=tuple(filter(None, st.query_params.get("selected", "").split(","))),
        marks=[f"s{row}" for row in range(1, 1 + LINKED)] if near else (),
        style=None if style == "classes" else f"page/{style}",
        links=[("s0", f"s{row}", "true" if row % 2 else "screen") for row in range(1, 1 + LINKED)] if near else (),
        guides=[{"axis": "x", "value": GUIDE, "words": f"boundary {HOSTILE}"}] if "guides" in st.query_params else (),
        arrows=ARROWS[st.query_params.get("arrows", "")],
        trails=(1, 2) if trails else None,
        colors=COLORS * (40 if case == "classes" else 1),
        height=int(st.query_params.get("height", 640)),
    )
    st.session_state.epoch = picked.epoch
    st.text(f"Python: epoch {picked.epoch}, selected {', '.join(picked.selected) or 'nothing'}")


def page() -> None:
    st.set_page_config(layout="wide")
    st.session_state.setdefault("style", st.query_params.get("style", "classes"))
    st.radio("Style", STYLES, key="style", horizontal=True)
    count = int(st.query_params.get("samples", 1_000)), int(st.query_params.get("epochs", 5))
    animated_scatter_data(positions_of(*count, st.query_params.get("case", "")), key="data")
    if st.session_state.style != "classes":
        animated_scatter_style(pack_style(style_of(st.session_state.style, *count)), key="style_data")
    view()


if __name__ == "__main__":
    page()
