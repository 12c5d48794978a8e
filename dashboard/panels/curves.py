"""ROC and precision-recall of one class, with the threshold in use marked."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analysis.metrics import Curve, pr_curve, roc_curve
from analysis.store.reader import Run
from dashboard import look
from dashboard.figures.roc_pr import PR_READING, ROC_READING, Line, precision_recall, roc
from dashboard.judgement import Judgement
from dashboard.markup import element, show
from dashboard.palette import class_colors
from dashboard.theme_in_use import dark

NARROW = 262  # CSS pixels of one curve where both share a column


def curves(run: Run, judged: Judgement, focus: int, *, wide: bool = False) -> None:
    """Draw both curves of one class; where a threshold decides, it is marked on them.

    Args:
        run: the open run.
        judged: what the model said.
        focus: class index.
        wide: the page gives its whole width; else they stand side by side where there is room for both.
    """
    groups = run.samples["group"].to_numpy()[judged.rows]
    color = class_colors(run)[judged.classes[focus]]
    ranking = roc_curve(judged.labels, judged.scores, focus, groups=groups)
    finding = pr_curve(judged.labels, judged.scores, focus, groups=groups)
    points = operating_points(judged.counts, focus) if judged.threshold is not None else (None, None)
    if ranking.reason:
        show(element("p", f"No ROC or precision-recall curve. {ranking.reason}", css="warning", role="status"))
        return
    left, right = st.columns(2, gap="medium") if wide else _pair()
    with left:
        _area("ROC: area", ranking)
        look.figure(roc(ranking, Line(color, points[0], dark())), key="roc", alt=f"ROC curve. {_words(ranking)}")
        show(element("p", ROC_READING, css="reading"))
    with right:
        _area("PR: average precision", finding)
        drawing = precision_recall(finding, Line(color, points[1], dark()))
        look.figure(drawing, key="pr", alt=f"Precision-recall curve. {_words(finding)}")
        show(element("p", PR_READING, css="reading"))


def _pair() -> tuple[DeltaGenerator, DeltaGenerator]:
    """Two places that stand side by side, or one above the other on a narrow page."""
    with st.container(horizontal=True, gap="small"):
        return st.container(width=NARROW), st.container(width=NARROW)


def operating_points(counts, focus: int) -> tuple[tuple[float, float] | None, tuple[float, float] | None]:
    """Where the decisions lie: (false positive rate, sensitivity) and (recall, precision); None where undefined.

    Args:
        counts: (2, 2) int; row = label, column = prediction.
        focus: the positive class.
    """
    hits, missed = counts[focus, focus], counts[focus, 1 - focus]
    alarms, quiet = counts[1 - focus, focus], counts[1 - focus, 1 - focus]
    if not hits + missed or not alarms + quiet:
        return None, None
    recall = float(hits / (hits + missed))
    on_pr = (recall, float(hits / (hits + alarms))) if hits + alarms else None
    return (float(alarms / (alarms + quiet)), recall), on_pr


def _area(title: str, curve: Curve) -> None:
    words = element("b", look.number(curve.area)), " ", element("span", look.interval(curve.area_low, curve.area_high))
    show(element("h2", title, " ", element("span", *words, css="area")))


def _words(curve: Curve) -> str:
    return f"Area {look.estimate(curve.area, curve.area_low, curve.area_high)}."
