"""What training does to a picture: one sample drawn sixteen times, each transform to be switched on and off."""

from __future__ import annotations

import streamlit as st

from analysis.store.reader import Run
from dashboard.augmentation_draws import DRAWS, EXAMPLE, NONE, Draws, Offer, draws, offers, spaced, trained_with
from dashboard.class_draw import draw
from dashboard.fragments import fragment
from dashboard.judgement import rarest_class
from dashboard.markup import element, show
from dashboard.model_service import ServiceAway, ServiceStarting
from dashboard.panels.service_away import service_away
from dashboard.selection import Selection, latest, parameter, set_parameter
from data.contract import EpochscopeError

COLUMNS = 4
EDGE = 150  # pixels of a draw on screen, about
GAP = 6  # pixels
POLL = 1.0  # seconds between questions while the service starts
READING = (
    "Computed by the training's own code at the model's input size. Each draw is as likely as the others; training "
    "makes a new one of every picture in every epoch. Validation and test pictures stay as they are."
)
_AGAIN = "augmentation_waiting"


def augmentation(run: Run, selection: Selection) -> None:
    """Draw the preview; while the service starts, it asks again every second."""
    waiting = bool(st.session_state.get(_AGAIN))
    fragment(_preview, run_every=POLL if waiting else None)(run, selection)


def _preview(run: Run, selection: Selection) -> None:
    now = latest(run, selection)
    words, told = _words(run)
    sample = now.sample or _of_rarest_class(run)
    problem: EpochscopeError | None = None
    found: list[Offer] = []
    drawn: Draws | None = None
    try:
        found = offers(words)
        drawn = draws(run, selection.run, sample, [offer.word for offer in found if offer.on], _seed())
    except EpochscopeError as error:
        problem = error
    _follow_up(isinstance(problem, ServiceStarting))
    show(element("p", told, css="note"))
    with st.container(key="augmentation_parts"):
        left, right = st.columns([5, 7], gap="large")
    with left:
        if found:
            _switches(found, trained=bool(trained_with(run)))
    with right:
        if problem is not None:
            _explain(problem)
        if drawn is not None:
            _pictures(run, sample, drawn)


def _follow_up(starting: bool) -> None:
    """Begin asking again, or stop: both need the page to make this fragment anew."""
    if starting != bool(st.session_state.get(_AGAIN)):
        st.session_state[_AGAIN] = starting
        st.rerun()


def _explain(problem: EpochscopeError) -> None:
    if isinstance(problem, ServiceAway):
        service_away(problem, key="augmentation")
        return
    css = "note" if isinstance(problem, ServiceStarting) else "warning"
    words = "Starting TensorFlow for the first picture: a few seconds …" if css == "note" else str(problem)
    show(element("p", words, css=css, role="status"))


def _words(run: Run) -> tuple[list[str], str]:
    """The words in force, and where they come from."""
    trained = trained_with(run)
    asked = str(parameter("augment", ""))
    told = (
        f"This run was trained with: {', '.join(trained)}."
        if trained
        else f"This run was trained without augmentation. Switched on as an example: the preset {EXAMPLE}."
    )
    if not asked:
        return trained or [EXAMPLE], told
    return ([] if asked == NONE else asked.split()), told.split(" Switched on")[0]


def _of_rarest_class(run: Run) -> str:
    """A sample to show while none is selected: the first that a draw of the rarest class gives."""
    known = run.labels[run.labels >= 0]
    rows = draw(run.labels, rarest_class(known, len(run.classes)), 1, 0)
    return str(run.samples["sample"].iat[int(rows[0]) if len(rows) else 0])


def _switches(found: list[Offer], *, trained: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="augmentation_head"):
        show(element("h2", "Changes"))
        st.button(
            "As trained" if trained else "Example", key="augment_reset", on_click=set_parameter, args=("augment", None)
        )
        st.button("All off", key="augment_none", on_click=set_parameter, args=("augment", NONE))
    with st.container(key="augmentation_switches"):
        for offer in found:
            key = f"augment_{offer.name}"
            st.session_state[key] = offer.on
            with st.container(horizontal=True, vertical_alignment="center", key=f"switch_{offer.name}"):
                st.toggle(offer.name.replace("_", " "), key=key, on_change=_take_over, args=(tuple(found),))
                words = f"{offer.strength:g} · {offer.unit.split(',')[0]}"
                note = f"{offer.title}. Strength {offer.strength:g}: {offer.unit}."
                show(element("span", words, css="strength" if offer.on else "strength off", title=note))
    words = " ".join(offer.word for offer in found if offer.on)
    if words:
        show(element("p", "The same for training:", css="note"))
        st.code(f"--augment {words}", language=None, wrap_lines=True)


def _take_over(found: tuple[Offer, ...]) -> None:
    words = [offer.word for offer in found if st.session_state[f"augment_{offer.name}"]]
    set_parameter("augment", " ".join(words) or NONE)


def _pictures(run: Run, sample: str, drawn: Draws) -> None:
    row = run.row(sample)
    label = str(run.samples["label"].iat[row]) if row is not None else ""
    height, width = drawn.plain.shape[:2]
    with st.container(horizontal=True, vertical_alignment="center", key="augmentation_plain"):
        st.image(spaced(drawn.plain[None], columns=1, gap=0, edge=EDGE), width=72, alt="The picture as it is")
        with st.container():
            show(
                element("h2", f"{DRAWS} draws of {sample}"),
                element("p", f"{label}, {height} × {width} pixels. On the left as it is.", css="note"),
            )
            st.button("Other draws", key="augment_draw_on", on_click=set_parameter, args=("augment_draw", _seed() + 1))
    alt = f"{DRAWS} augmented draws of the picture"
    st.image(spaced(drawn.pictures, columns=COLUMNS, gap=GAP, edge=EDGE), width="stretch", alt=alt)
    show(element("p", READING, css="reading"))


def _seed() -> int:
    return min(max(parameter("augment_draw", 0), 0), 2**31 - 1)
