"""A bare page with the scatter on it, for AppTest and for the browser.

In the address, `samples`, `epochs`, `epoch`, `selected` and `case` (missing, html, classes, place) choose what is
shown; `callback` takes reports over before the script runs, `clicks` gives the view no sample ids to select areas with.
"""

from __future__ import annotations

import zlib

import numpy as np
import streamlit as st

from dashboard.fragments import fragment
from dashboard.scatter import Points, ScatterState, animated_scatter, animated_scatter_data, quantize
from dashboard.scatter.thumbnails import animated_scatter_thumbnails
from tests.dashboard.scatter.colored_pictures import look

CLASSES = ("nv", "mel", "bkl", "bcc", "akiec", "vasc", "df")
SHARES = (0.6695, 0.1111, 0.1097, 0.0513, 0.0327, 0.0142, 0.0115)  # HAM10000's
COLORS = ("#8a93a6", "#d55e00", "#0072b2", "#cc79a7", "#009e73", "#e6b800", "#7b4ec9")


def trajectories(samples: int, epochs: int) -> tuple[np.ndarray, np.ndarray]:
    """Classes that drift apart out of one cloud: positions (e, n, 2) float32 and labels (n,)."""
    random = np.random.default_rng(7)
    labels = random.choice(len(CLASSES), size=samples, p=np.array(SHARES) / sum(SHARES))
    angles = np.linspace(0, 2 * np.pi, len(CLASSES), endpoint=False)
    centres = np.stack([np.cos(angles) * 7.5, np.sin(angles) * 4], axis=1)
    start = random.normal(size=(samples, 2)) * [2.4, 1.5]
    own = random.normal(size=(samples, 2)) * [1.5, 1.1]
    bend = random.normal(size=(samples, 2)) * 0.8
    time = np.linspace(0, 1, epochs) if epochs > 1 else np.zeros(1)
    paths = [(1 - t) * start + t**1.3 * (centres[labels] + own) + 4 * t * (1 - t) * bend for t in time]
    return np.stack(paths).astype(np.float32), labels


@st.cache_resource
def payload_of(samples: int, epochs: int, case: str, run: str = "page") -> bytes:
    positions, labels = trajectories(samples, epochs)
    ids = ids_of(samples, case)
    classes = list(CLASSES)
    if case == "missing":
        positions[:, :3] = np.nan
    if case == "place":
        positions[:] = 1.5
    if case == "classes":
        classes = [f"class {index}" for index in range(200)]
        labels = np.arange(samples) % 200
    if case == "html":
        classes[0] = '<script>alert("1")</script>'
    return quantize(positions, Points(ids, labels, classes, list(range(epochs))), run=run)


def ids_of(samples: int, case: str = "") -> list[str]:
    first = ["<img src=x onerror=alert(1)>"] if case == "html" else []
    return [*first, *(f"ISIC_{24306 + row:07d}" for row in range(len(first), samples))]


def number(name: str, otherwise: int) -> int:
    return int(st.query_params.get(name, otherwise))


st.set_page_config(layout="wide")
st.session_state.setdefault("epoch", number("epoch", 0))
st.session_state.setdefault("selected", tuple(st.query_params.get_all("selected")))
st.session_state.setdefault("runs", 0)

away, other, again, recolor = st.columns(4)
here = not away.toggle("Leave")
run = "other" if other.toggle("Other run") else "page"
again.button("Rerun all")
colors = COLORS[::-1] if recolor.toggle("Other colours") else COLORS
samples = number("samples", 1_000) // (2 if run == "other" else 1)
ids = ids_of(samples, st.query_params.get("case", ""))
if here:
    payload = payload_of(samples, number("epochs", 5), st.query_params.get("case", ""), run)
    animated_scatter_data(payload, key="data")
    if pictures := st.query_params.get("pictures"):  # all, broken, none
        animated_scatter_thumbnails(
            lambda samples: look(samples, broken=pictures == "broken"),
            key="pictures",
            run=run,
            notes=(
                f"epoch {st.session_state.epoch}",
                lambda samples: {sample: f"score {sample}" for sample in samples},
            ),
            trouble="This run has no pictures." if pictures == "none" else "",
        )


@fragment
def view() -> None:
    """The view, the words that Python sees, and buttons that move the view from Python."""
    mark, second, none = st.columns(3)
    marks = tuple(f"ISIC_{24306 + row:07d}" for row in range(5, 15)) if mark.toggle("Mark neighbours") else ()
    if second.button("Go to epoch 2"):
        st.session_state.epoch = 2
    none.button("Rerun")
    st.session_state.runs += 1
    st.text(f"Runs: {st.session_state.runs}")
    given = (st.session_state.epoch, st.session_state.selected)
    picked = animated_scatter(
        key="scatter",
        run=run,
        epoch=given[0],
        selected=given[1],
        samples=None if "clicks" in st.query_params else ids,
        marks=marks,
        colors=colors * (29 if st.query_params.get("case") == "classes" else 1),
        height=640,
        on_change=keep if "callback" in st.query_params else None,
    )
    if (picked.epoch, picked.selected) != given:
        keep(picked)
        st.rerun()
    st.text(f"Python: epoch {picked.epoch}, selected {words(picked.selected)}")


def words(selected: tuple[str, ...]) -> str:
    """Few ids as they are; of many their number and a checksum of them in their order."""
    if len(selected) <= 5:
        return ", ".join(selected) or "nothing"
    return f"{len(selected)}: {zlib.crc32(','.join(selected).encode())}"


def keep(picked: ScatterState) -> None:
    st.session_state.epoch, st.session_state.selected = picked.epoch, picked.selected


if here:
    view()
