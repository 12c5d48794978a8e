"""Every health check there is, in the order of the table on the Overview."""

from __future__ import annotations

from analysis.health import (
    bad_epochs,
    batch_norm,
    dead_features,
    logged_metrics,
    norms,
    saturated_scores,
    train_validation_gap,
)
from analysis.health.contract import Check

VERSION = 1  # raised when a check measures something else, so that stores are examined anew

CHECKS: dict[str, Check] = {
    "batch_norm": batch_norm,
    "logged_metrics": logged_metrics,
    "train_validation_gap": train_validation_gap,
    "saturated_scores": saturated_scores,
    "dead_features": dead_features,
    "norms": norms,
    "bad_epochs": bad_epochs,
}
