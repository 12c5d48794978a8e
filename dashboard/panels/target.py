"""The class that is explained: the picker, and every class's score beside its name."""

from __future__ import annotations

import numpy as np

from analysis.store.reader import Run
from dashboard.markup import element, show
from dashboard.palette import class_colors
from dashboard.panels.control import picker

LISTED = 8  # classes with the highest scores


def target_class(run: Run, epoch: int, row: int) -> int:
    """Draw the picker; returns the index of the class to explain, the predicted one unless another was picked."""
    scores = run.scores(epoch)[row]
    predicted = int(scores.argmax())
    words = {}
    for index in np.argsort(-scores, kind="stable"):
        notes = [score_words(scores[index])]
        notes += ["predicted"] if index == predicted else []
        notes += ["label"] if index == run.labels[row] else []
        words[run.classes[index]] = f"{run.classes[index]} · {' · '.join(notes)}"
    chosen = picker(
        "Explain the logit of", "target", list(words), default=run.classes[predicted], show=lambda name: words[name]
    )
    return run.classes.index(chosen)


def score_words(score: float) -> str:
    """A score with three decimals; what rounds to nothing says so."""
    return "< 0.001" if 0 < score < 0.0005 else f"{score:.3f}"


def score_list(run: Run, epoch: int, row: int) -> None:
    """The highest scores as bars."""
    scores, colors = run.scores(epoch)[row], class_colors(run)
    order = np.argsort(-scores, kind="stable")
    lines = [
        element(
            "div",
            element("dt", run.classes[index], title=run.classes[index]),
            element(
                "dd", element("i", style=f"width:{100 * scores[index]:.1f}%;background:{colors[run.classes[index]]}")
            ),
            element("dd", score_words(scores[index])),
        )
        for index in order[:LISTED]
    ]
    show(element("dl", *lines, css="scores"))
    if len(order) > LISTED:
        rest = float(scores[order[LISTED:]].sum())
        show(element("p", f"{len(order) - LISTED} more classes share {score_words(rest)}.", css="note"))
