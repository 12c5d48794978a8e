"""Classification metrics with 95 % intervals, on labels and scores alone: no model, no TensorFlow."""

from analysis.metrics.counts import class_table, confusion_matrix, predictions_at
from analysis.metrics.curves import Curve, pr_curve, roc_curve
from analysis.metrics.estimates import Estimate, summary
from analysis.metrics.paired import difference

__all__ = [
    "Curve",
    "Estimate",
    "class_table",
    "confusion_matrix",
    "difference",
    "pr_curve",
    "predictions_at",
    "roc_curve",
    "summary",
]
