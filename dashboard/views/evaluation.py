"""Evaluation: what the model gets right and wrong at one epoch on one split, down to the pictures."""

from __future__ import annotations

import numpy as np
import streamlit as st

from analysis.store.reader import Run
from dashboard.figures.confusion_matrix import STACKED
from dashboard.judgement import Judgement, judge, rarest_class
from dashboard.markup import element
from dashboard.markup import show as put
from dashboard.palette import class_colors
from dashboard.panels import style
from dashboard.panels.baselines import baselines
from dashboard.panels.cell import cell
from dashboard.panels.class_table import classes_table
from dashboard.panels.control import picker, slider, switch
from dashboard.panels.curves import curves
from dashboard.panels.headline import headline
from dashboard.panels.matrix import matrix, open_cell
from dashboard.selection import Selection

TITLE = "Evaluation"
PATH = "evaluation"

STEP = 0.001  # of the threshold


def show(run: Run, selection: Selection) -> None:
    """Draw the page."""
    style.install()
    headline(run, selection)
    _notes(run, selection)
    wide = len(run.classes) > STACKED
    with st.container(key="evaluation_top"):
        left, right = (st.container(), st.container()) if wide else st.columns([9, 11], gap="medium")
    with right:
        focus, threshold, augmented = _controls(run, selection)
    judged = judge(run, selection.epoch, selection.split, threshold=threshold, positive=focus, augmented=augmented)
    opened = open_cell(run.classes)
    row = None if selection.sample is None else run.row(selection.sample)
    with left:
        _warnings(judged, selection)
        matrix(judged, opened=opened, sample=judged.cell_of(row))
        if wide:
            cell(run, judged, opened)
    with right:
        curves(run, judged, focus, wide=wide)
    if not wide:
        cell(run, judged, opened)
    classes_table(judged, class_colors(run), marked=run.classes[focus])
    baselines(run, selection)


def _controls(run: Run, selection: Selection) -> tuple[int, float | None, bool]:
    """The class in focus; for two classes, the threshold on its score; whether augmented scores are judged."""
    labels = run.labels[run.rows(selection.split)]
    two, default = len(run.classes) == 2, run.classes[rarest_class(labels, len(run.classes))]
    with st.container(horizontal=True, vertical_alignment="bottom", key="evaluation_controls"):
        name = picker("Positive class" if two else "Curves of", "focus", run.classes, default=default)
        slides = two and not run.has_ranks
        threshold = slider("Threshold", "threshold", default=0.5, step=STEP, digits=3) if slides else None
        has_both = selection.epoch in run.tta_epochs
        augmented = has_both and switch("Scores", "scores", tuple(SCORES), default="plain", words=SCORES) == "tta"
    return run.classes.index(name), threshold, augmented


SCORES = {"plain": "Plain", "tta": "Augmented"}


def _elsewhere(run: Run, selection: Selection) -> list[str]:
    """Where augmented scores are, when not at the epoch in view."""
    if run.tta_epochs and selection.epoch not in run.tta_epochs:
        epochs = ", ".join(map(str, run.tta_epochs))
        words = f"Test-time augmentation was computed at epoch {epochs} only; --tta-epochs all adds the others."
        return [words]
    return []


def _notes(run: Run, selection: Selection) -> None:
    """One quiet line under the figures: where scores come from."""
    words = _elsewhere(run, selection)
    if selection.epoch in run.tta_epochs:
        facts = run.manifest.get("tta") or {}
        words.append(
            f"TTA: the mean of {facts.get('draws', '?')} seeded draws of {facts.get('augment', '?')}, without the "
            "plain picture; its difference from plain is paired on the same resamples."
        )
    if not run.has_embeddings:
        words.append(str((run.manifest.get("set") or {}).get("reads", "")))
    if any(words):
        put(element("p", " ".join(words), css="reading"))


def _warnings(judged: Judgement, selection: Selection) -> None:
    """What the reader must know before reading any figure below."""
    words = []
    present = np.unique(judged.labels)
    if len(present) == 1:
        name = judged.classes[int(present[0])]
        words.append(f"All {len(judged.labels)} samples of split {selection.split} are {name}: one class only.")
    if judged.unknown:
        words.append(f"{judged.unknown} samples with a label the model does not know are left out.")
    if words:
        put(element("p", " ".join(words), css="warning", role="status"))
