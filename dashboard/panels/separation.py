"""How far the embeddings keep the labels apart, epoch by epoch: five small curves."""

from __future__ import annotations

from analysis.store.reader import Run
from dashboard import empty
from dashboard.selection import Selection


def show(run: Run, selection: Selection) -> None:
    """Draw the panel; what is missing, and how to make it, where nothing was measured."""
    if run.separation.empty:
        empty.no_separation(run.name, str(run.manifest.get("checkpoints", "")))
