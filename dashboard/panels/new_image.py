"""A picture that is not of the run: what the model makes of it at this epoch, and the samples nearest to it."""

from __future__ import annotations

from pathlib import PurePosixPath

import numpy as np
import streamlit as st

from analysis.store.reader import Run
from dashboard import look
from dashboard.fragments import fragment
from dashboard.markup import element
from dashboard.markup import show as put
from dashboard.model_service import ServiceAway, ServiceStarting
from dashboard.neighborhood import typical_distance
from dashboard.new_picture import AMONG, METRICS, MOST_BYTES, NewPicture, Wanted, find, keep, kept
from dashboard.palette import class_colors
from dashboard.panels.control import picker, switch
from dashboard.panels.neighbor_choices import how_many
from dashboard.panels.samples import samples
from dashboard.panels.service_away import service_away
from dashboard.panels.target import score_words
from dashboard.selection import Selection, latest
from data.contract import EpochscopeError

MOST = 50  # neighbors
POLL = 1.0  # seconds between questions while the service starts
LISTED = 5  # classes with the highest scores
CELL = 96  # pixels
UPLOADER = "new_image_file"
WORDS = {"all": "all samples", "train": "training samples", "validation": "validation samples"}
ENDINGS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".bmp": "BMP", ".webp": "WebP"}
EMPTY = (
    "Upload a JPEG, PNG, BMP or still WebP picture to see which samples the model takes for its neighbours, at any "
    "epoch."
)
READING = (
    "The model of the epoch in view reads the picture as it reads those of the set. What lies near is what this model "
    "takes for alike: it is no finding about the picture, and no diagnosis. The file stays on this machine, in memory; "
    "nothing but its pixels is used."
)
_WAITING = "new_image_waiting"


def show(run: Run, selection: Selection) -> None:
    """Draw the part; while the service starts, it asks again every second."""
    if st.session_state.get(_WAITING):
        with st.container(key="new_image"):
            fragment(_part, run_every=POLL)(run, selection)
        return
    with st.container(key="new_image"):
        _part(run, selection)  # no fragment of its own: a picked neighbour changes the panel beside it, too


def _part(run: Run, selection: Selection) -> None:
    now = latest(run, selection)
    left, right = st.columns([4, 11], gap="large")
    with left:
        _uploader()
    file = kept()
    problem: EpochscopeError | None = None
    found: NewPicture | None = None
    with right:
        wanted = _controls(run, now.epoch)
        if file is not None:
            try:
                found = find(run, selection.run, file[1], wanted)
            except EpochscopeError as error:
                problem = error
        _follow_up(isinstance(problem, ServiceStarting))
        _right(run, wanted, found, problem)
    if file is not None and found is not None:
        with left:
            _picture(run, file[0], wanted, found)


def _uploader() -> None:
    """The file goes from the widget into the session, so that it is still there after a look at another page."""
    st.file_uploader(
        f"A picture of at most {MOST_BYTES // 2**20} MB",
        key=UPLOADER, on_change=_take_over, max_upload_size=MOST_BYTES // 2**20,
    )  # fmt: skip
    file = kept()
    if file is not None and st.session_state.get(UPLOADER) is None:
        put(element("p", f"In view: {file[0]}, uploaded before.", css="note"))
        st.button("Forget it", key="new_image_forget", on_click=keep, args=(None,))


def _take_over() -> None:
    file = st.session_state.get(UPLOADER)
    keep(None if file is None else (file.name, file.getvalue()))


def _controls(run: Run, epoch: int) -> Wanted:
    with st.container(horizontal=True, vertical_alignment="bottom", key="neighbour_controls"):
        words = {"euclidean": "Euclidean", "cosine": "Cosine"}
        metric = switch("Distance", "new_metric", METRICS, default=METRICS[0], words=words)
        offered = tuple(among for among in AMONG if among == AMONG[0] or among in run.splits)
        among = picker("Among", "new_among", offered, default=AMONG[0], show=lambda name: WORDS[name])
        k = how_many(min(MOST, len(run.samples)))
    return Wanted(epoch, k, metric, among)


def _follow_up(starting: bool) -> None:
    """Begin asking again, or stop: both need the page to make this fragment anew."""
    if starting != bool(st.session_state.get(_WAITING)):
        st.session_state[_WAITING] = starting
        st.rerun()


def _right(run: Run, wanted: Wanted, found: NewPicture | None, problem: EpochscopeError | None) -> None:
    if found is not None:
        _nearest(run, wanted, found)
    elif problem is None:
        put(element("p", EMPTY, css="note"))
    elif isinstance(problem, ServiceStarting):
        put(element("p", "Starting TensorFlow for the first picture: a few seconds …", css="note", role="status"))
    elif isinstance(problem, ServiceAway):
        service_away(problem, key="new_image")
    else:
        put(element("p", str(problem), css="warning", role="status"))
    put(element("p", READING, css="reading"))


def _nearest(run: Run, wanted: Wanted, found: NewPicture) -> None:
    predicted = run.classes[int(found.scores.argmax())]
    alike = int((run.samples["label"].to_numpy()[found.rows] == predicted).sum())
    title = f"Nearest at epoch {wanted.epoch}, nearest first"
    words = f"{alike} of {len(found.rows)} are labelled {predicted}, the class that the model predicts"
    put(element("h2", title), element("p", words, css="tally"))
    details = [f"{rank} · {look.number(float(value))}" for rank, value in enumerate(found.distances, start=1)]
    samples(run, found.rows, details=details, key="new_image_near", label=title, cell=CELL)
    put(element("p", _distance_words(run, wanted, found), css="note"))


def _distance_words(run: Run, wanted: Wanted, found: NewPicture) -> str:
    typical = _typical(run, wanted)
    words = "Under each picture: rank · distance."
    if np.isfinite(typical):
        words += f" A typical sample lies {look.number(typical)} from its own nearest neighbour at this epoch."
    if found.is_in_the_set(typical):
        sample = run.samples["sample"].iat[int(found.rows[0])]
        words = f"To this model, the picture is {sample} of the set: they lie together. {words}"
    return words


def _typical(run: Run, wanted: Wanted) -> float:
    """Known for Euclidean distances in every store; by cosine where the store has such a list."""
    if (wanted.metric, "all") in run.neighbor_lists:
        return typical_distance(run, wanted.epoch) if wanted.metric == "euclidean" else _typical_cosine(run, wanted)
    return float("nan")


def _typical_cosine(run: Run, wanted: Wanted) -> float:
    first = run.neighbor_distances(wanted.epoch, wanted.metric, "all")[:, 0]
    return float(np.nanmedian(first)) if np.isfinite(first).any() else float("nan")


def _picture(run: Run, name: str, wanted: Wanted, found: NewPicture) -> None:
    """What the model was given, and its scores."""
    height, width = found.pixels.shape[:2]
    st.image(found.pixels, width=max(160, width), output_format="PNG", caption=None)
    facts = (
        f"{found.kind}, {found.size[0]:,} × {found.size[1]:,} pixels; above as the model gets it, {height} × {width}."
    )
    put(element("p", facts, *_remarks(run, name, found), css="note"))
    put(element("h3", f"Scores at epoch {wanted.epoch}"), _bars(run, found.scores))


def _remarks(run: Run, name: str, found: NewPicture) -> list[str]:
    words = []
    ending = PurePosixPath(name.lower()).suffix
    if ENDINGS.get(ending) != found.kind:
        words.append(f" Named {ending or 'without an ending'}, but a {found.kind} by its content: read as one.")
    if found.turned:
        words.append(
            " Turned upright as its camera noted (EXIF). Pictures of the set are read as they are stored, without it."
        )
    if int(run.manifest.get("model", {}).get("n_metadata", 0)):
        words.append(" This model takes metadata beside the picture: all of them were given as missing.")
    return words


def _bars(run: Run, scores: np.ndarray):
    colors = class_colors(run)
    rows = []
    for index in np.argsort(-scores, kind="stable")[:LISTED]:
        bar = element("i", style=f"width:{100 * scores[index]:.1f}%;background:{colors[run.classes[index]]}")
        words = element("dd", score_words(scores[index]))
        rows.append(element("div", element("dt", run.classes[index]), element("dd", bar), words))
    return element("dl", *rows, css="scores")
