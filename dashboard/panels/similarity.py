"""Two epochs beside each other: how alike the embeddings of every pair are, and what changed between two of them."""

from __future__ import annotations

from analysis.store.reader import Run
from dashboard import empty
from dashboard.selection import Selection


def show(run: Run, selection: Selection) -> None:
    """Draw the panel; what is missing, and how to make it, where there is nothing to compare."""
    if run.similarity.empty:
        empty.no_similarity(run.name, str(run.manifest.get("checkpoints", "")))
