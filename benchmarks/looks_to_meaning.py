"""`python -m benchmarks.looks_to_meaning RUN`: figures of docs/looks_to_meaning.md beyond those in the store's tables.

Parts of the whole set, with intervals that allow for both sides of the pairs, for neighbors of other groups.
"""

from __future__ import annotations

import sys

import numpy as np

from analysis.looks import partners
from analysis.looks.pictures import Pairs, prepare
from analysis.looks.received import received, row_means, same_label
from analysis.looks.registry import MEASURES
from analysis.metrics.group_means import Means, group_means
from analysis.store.reader import Run

EPOCHS = (0, 1, 5, 10, 22)
CHANGES = ((0, 22), (1, 10), (5, 22))
LABEL, BOTH_RIGHT, MACRO = "label", "held out, same label, both right", "every class weighing alike"


def main(location: str) -> None:
    """Print measure by measure, part by part, the means at some epochs and their changes."""
    run = Run(location)
    epochs = [epoch for epoch in EPOCHS if epoch in run.epochs]
    changes = [change for change in CHANGES if set(change) <= set(epochs)]
    near = [partners.nearest(run, epoch, partners.populations(run)[-1]) for epoch in epochs]
    prepared, _ = prepare(run.thumbnails, MEASURES)
    for measure in (*MEASURES, LABEL):
        if measure == LABEL:
            values = [same_label(run.labels, rows) for rows in near]
        else:
            compared = Pairs(MEASURES[measure], prepared[measure])
            values = [compared.of(rows)[0] for rows in near]
        for part, means in _means(run, epochs, near, values).items():
            print(f"\n{measure}, {part}")
            _say([f"epoch {epoch}" for epoch in epochs], means)
            for first, last in changes:
                after, before = ([epochs.index(epoch)] for epoch in (last, first))
                _say([f"{first} -> {last}"], means[after].minus(means[before]))


def _means(run: Run, epochs: list[int], near: list[np.ndarray], values: list[np.ndarray]) -> dict[str, Means]:
    parts = {name: [mask[:, None]] * len(epochs) for name, mask in _parts(run).items()}
    parts[BOTH_RIGHT] = [_both_right(run, epoch, rows) for epoch, rows in zip(epochs, near, strict=True)]
    chosen = [
        np.where(mask, found, np.nan) for masks in parts.values() for mask, found in zip(masks, values, strict=True)
    ]
    given = [received(found, rows) for found, rows in zip(chosen, near * len(parts), strict=True)]
    means = group_means(np.stack([*map(row_means, chosen)], axis=1), partners.groups(run), np.stack(given, axis=1))
    e = len(epochs)
    found = {name: means[slice(place * e, (place + 1) * e)] for place, name in enumerate(parts)}
    classes = [found[name] for name in run.classes if name in found]
    found[MACRO] = Means(
        *(np.mean([getattr(each, side) for each in classes], axis=0) for side in ("value", "resampled"))
    )
    return found


def _parts(run: Run) -> dict[str, np.ndarray]:
    held_out = np.isin(run.samples["split"], ["validation", "test"])
    frequent = int(np.bincount(run.labels[run.labels >= 0]).argmax())
    classes = {name: run.labels == place for place, name in enumerate(run.classes) if (run.labels == place).any()}
    rest = (run.labels >= 0) & (run.labels != frequent)
    return {"all": np.ones(len(run.samples), bool), "held out": held_out, "all but the most frequent": rest} | classes


def _both_right(run: Run, epoch: int, near: np.ndarray) -> np.ndarray:
    right = run.scores(epoch).argmax(axis=1) == run.labels
    return (same_label(run.labels, near) == 1) & right[near] & (right & _parts(run)["held out"])[:, None]


def _say(names: list[str], means: Means) -> None:
    figure = means.figure()
    for name, value, low, high in zip(names, figure.value, figure.low, figure.high, strict=True):
        print(f"  {name:<10} {value:8.4f} [{low:.4f}, {high:.4f}]")


if __name__ == "__main__":
    main(sys.argv[1])
