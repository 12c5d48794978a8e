"""Which neighbors: by which distance, among whom and how many; page parameters that the parts share."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.store.reader import Run
from dashboard.panels.control import picker, switch
from dashboard.selection import parameters

OFFERED = (6, 12, 24, 50)
METRICS = {"euclidean": "Euclidean", "cosine": "Cosine"}
AMONG = {
    "all": "all samples",
    "other_groups": "other groups only",
    "train": "training samples",
    "validation": "validation samples",
}


@dataclass(frozen=True)
class Choice:
    """Which list of the store, and how much of it."""

    metric: str
    among: str
    k: int

    def words(self) -> str:
        """Whom the neighbors are sought among, in words."""
        return AMONG.get(self.among, self.among)


def neighbor_choices(run: Run, stored: int) -> Choice:
    """Draw the controls.

    Args:
        stored: neighbors of each sample that the store has.
    """
    lists = run.neighbor_lists
    metrics = tuple(dict.fromkeys(metric for metric, _ in lists))
    metric = metrics[0]
    if len(metrics) > 1:
        metric = switch("Distance", "metric", metrics, default=metrics[0], words=METRICS)
    populations = tuple(among for each, among in lists if each == metric)
    among = populations[0]
    if len(populations) > 1 or "among" in parameters():
        among = picker("Among", "among", populations, default=among, show=lambda name: AMONG.get(name, name))
    return Choice(metric, among, how_many(stored))


def how_many(stored: int) -> int:
    """The control of k: 6, 12, 24, 50 or all that the store has."""
    counts = tuple(count for count in OFFERED if count < stored) + ((stored,) if stored < OFFERED[-1] else OFFERED[-1:])
    words = {count: str(count) for count in counts}
    return switch("Neighbours", "k", counts, default=counts[min(1, len(counts) - 1)], words=words)
