"""All checks at once: the row of an epoch in health.parquet, and the findings in run.json. Needs no model."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.health.contract import Epoch
from analysis.health.registry import CHECKS, VERSION
from analysis.store import layout
from analysis.store.findings import Finding
from analysis.store.reader import Run
from analysis.store.writer import RunWriter


def measured(epoch: Epoch) -> dict[str, Any]:
    """One row of health.parquet: what every check measures at an epoch."""
    row: dict[str, Any] = {"epoch": epoch.number}
    for check in CHECKS.values():
        row |= check.measure(epoch)
    return row


def publish(writer: RunWriter, run: Run, table: pd.DataFrame) -> list[Finding]:
    """Judge the measured epochs and write both.

    Args:
        table: rows as `measured` gives them, ascending by epoch, at least one.
    """
    findings = [check.judge(run, table) for check in CHECKS.values()]
    writer.table(layout.HEALTH, table)
    writer.manifest["health"] = [finding.to_json() for finding in findings]
    writer.manifest["health_version"] = VERSION
    writer.save()
    return findings
