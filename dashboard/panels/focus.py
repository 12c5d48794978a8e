"""The class to look at: one choice for every page that asks for it."""

from __future__ import annotations

from analysis.store.reader import Run
from dashboard.judgement import rarest_class
from dashboard.panels.control import picker


def default_focus(run: Run) -> int:
    """Index of the class in focus while none was chosen: of two the second, of more a rare one."""
    return rarest_class(run.labels[run.labels >= 0], len(run.classes))


def focus_class(run: Run) -> int:
    """Draw the picker; returns the index of the class. The Evaluation page keeps its choice under the same name."""
    return run.classes.index(picker("Class", "focus", run.classes, default=run.classes[default_focus(run)]))
