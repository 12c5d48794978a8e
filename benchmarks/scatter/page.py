"""One design on a page: `?design=ours|plotly|regl&n=33126&epochs=10`; the picked sample's picture beside it."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import plotly.graph_objects as go
import streamlit as st
from PIL import Image

from benchmarks.scatter.cloud import CLASSES, COLORS, cloud
from dashboard.pauses import shorten
from dashboard.scatter import Points, ScatterState, animated_scatter, animated_scatter_data, quantize

HEIGHT = 620
STEPS = {"Play": 500, "Play fast": 250}  # ms from epoch to epoch
RANGE = [-1.15, 1.15]


@st.cache_resource
def packed(n: int, epochs: int) -> bytes:
    positions, labels = cloud(n, epochs)
    return quantize(positions, Points(names(n), labels, list(CLASSES), range(epochs)), run="bench")


def names(n: int) -> list[str]:
    return [f"ISIC_{row:07d}" for row in range(n)]


@st.fragment
def ours() -> None:
    picked = st.session_state.get("picked", ())
    animated_scatter(key="ours", run="bench", colors=COLORS, height=HEIGHT, selected=picked, on_change=keep)
    picture(picked[-1] if picked else None)


def keep(shown: ScatterState) -> None:
    st.session_state.picked = shown.selected


@st.cache_resource
def frames(n: int, epochs: int) -> go.Figure:
    """Plotly's own way: one trace per class, one frame per epoch."""
    positions, labels = cloud(n, epochs)
    ids = np.array(names(n))

    def traces(epoch: int) -> list[go.Scattergl]:
        rows = [np.flatnonzero(labels == index) for index in range(len(CLASSES))]
        return [
            go.Scattergl(
                x=positions[epoch, row, 0],
                y=positions[epoch, row, 1],
                customdata=ids[row],
                mode="markers",
                marker={"size": 4, "color": COLORS[index]},
                name=CLASSES[index],
            )
            for index, row in enumerate(rows)
        ]

    buttons = [{"label": label, "method": "animate", "args": [None, _pace(step)]} for label, step in STEPS.items()]
    play = {"type": "buttons", "buttons": buttons, "y": 1.1}
    layout = go.Layout(
        height=HEIGHT,
        updatemenus=[play],
        xaxis={"range": RANGE},
        yaxis={"range": RANGE, "scaleanchor": "x"},
        margin={"l": 40, "r": 10, "t": 60, "b": 40},
    )
    steps = [go.Frame(data=traces(epoch), name=str(epoch)) for epoch in range(epochs)]
    return go.Figure(traces(0), layout, frames=steps)


def _pace(step: int) -> dict:
    return {"frame": {"duration": step, "redraw": True}, "transition": {"duration": 0}, "fromcurrent": True}


@st.fragment
def plotly(n: int, epochs: int) -> None:
    event = st.plotly_chart(frames(n, epochs), on_select="rerun", selection_mode="points", key="plotly")
    points = event["selection"]["points"]
    picture(str(np.ravel(points[0]["customdata"])[0]) if points else None)


@st.cache_resource
def floats(n: int, epochs: int) -> bytes:
    """What regl-scatterplot wants: float32 positions and classes."""
    positions, labels = cloud(n, epochs)
    return np.array([n, epochs], "<u4").tobytes() + positions.astype("<f4").tobytes() + labels.tobytes()


@st.fragment
def regl(n: int, epochs: int) -> None:
    script = Path(os.environ["EPOCHSCOPE_REGL"]).read_text(encoding="utf-8")
    mount = st.components.v2.component("bench_regl", js=script)
    found = mount(data=floats(n, epochs), key="regl", on_selected_change=lambda: None)
    row = found.selected
    picture(None if row is None else names(n)[int(row)])


def picture(sample: str | None) -> None:
    """A picture of the sample's own, made from its name."""
    if sample is None:
        st.text("Nothing picked")
        return
    st.image(Image.new("RGB", (96, 96), (int(sample[-3:]) % 256, 80, 160)), caption=sample)


shorten()
st.set_page_config(layout="wide")
design, n, epochs = st.query_params["design"], int(st.query_params["n"]), int(st.query_params["epochs"])
if design == "ours":
    ours()  # first: while the positions are on their way the browser fetches what components need, as on our page
    animated_scatter_data(packed(n, epochs), key="data")
elif design == "plotly":
    plotly(n, epochs)
else:
    regl(n, epochs)
