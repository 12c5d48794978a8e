"""The pipeline's stage: every list of neighbors that was asked for, at every epoch, each written once."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from analysis.neighbors.engine import search
from analysis.neighbors.whom import Population, population
from analysis.store import layout
from analysis.store.arrays import EpochArrays
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from analysis.subject import digest
from data.progress import progress

Name = tuple[str, str]  # metric, among


def describe_neighbors(writer: RunWriter, k: int, samples: pd.DataFrame) -> None:
    """Put what is known of the lists into the manifest; those of a split or group that changed are let go.

    Args:
        k: neighbors kept per sample.
        samples: one row per sample, columns `split` and `group`.
    """
    known = writer.manifest.get("neighbors") or {}
    key = digest(samples[["split", "group"]].to_json())
    if known.get("population", key) != key:
        for entry in writer.manifest["epochs"]:
            entry["neighbor_lists"] = [list(name) for name in _lists(entry) if name[1] == "all"]
    writer.manifest["neighbors"] = {"k": k, "metric": layout.PLAIN_LIST[0], "population": key}
    _sum_up(writer)


def wanted_lists(run: Run, asked: Iterable[str]) -> tuple[Population, list[Name]]:
    """Whom neighbors can be sought among in this run, and the lists to write: asked for or begun before, and possible.

    Args:
        asked: as `request.NEIGHBOR_LISTS`.
    """
    among = population(run.samples)
    chosen = {layout.PLAIN_LIST, *(tuple(name.split(":")) for name in asked)}
    chosen |= {name for entry in run.manifest["epochs"] for name in _lists(entry)}
    order = [(metric, whom) for metric in layout.METRICS for whom in layout.AMONG if whom in among.whom]
    return among, [name for name in order if name in chosen]


def write_lists(
    writer: RunWriter,
    arrays: EpochArrays,
    epoch: int,
    embeddings: np.ndarray,
    wanted: tuple[Population, list[Name]],
) -> dict:
    """Find and write some lists of one epoch, which has its place on the axis already.

    Returns:
        What its manifest entry shall say: `neighbor_lists` (these alone), `neighbor_engine`, `neighbor_recall`.
    """
    among, names = wanted
    facts: dict = {"neighbor_lists": [list(name) for name in names]}
    for metric in dict.fromkeys(metric for metric, _ in names):
        some = Population(among.parts, among.groups, {whom: among.whom[whom] for one, whom in names if one == metric})
        label = f"Epoch {epoch}: {metric} neighbors"
        found, measured = search(embeddings, writer.manifest["neighbors"]["k"], some, metric=metric, label=label)
        facts |= measured
        for whom, lists in found.items():
            specs = (layout.NEIGHBORS, layout.NEIGHBOR_DISTANCES)
            for name, spec, values in zip(layout.neighbor_arrays(metric, whom), specs, lists, strict=True):
                arrays.create(name, spec, values.shape)
                arrays.write(name, epoch, values)
    return facts


def lists_due(run: Run, asked: Iterable[str]) -> bool:
    """Whether a complete epoch lacks a list that was asked for or begun before."""
    _, names = wanted_lists(run, asked)
    return any(name not in _lists(entry) for entry in run.manifest["epochs"] for name in names)


def update_neighbors(writer: RunWriter, asked: Iterable[str]) -> int:
    """Add the lists that complete epochs lack; returns how many lists of an epoch were added."""
    run, added = Run(writer.location), 0
    among, names = wanted_lists(run, asked)
    lacking = {
        entry["epoch"]: [name for name in names if name not in _lists(entry)] for entry in run.manifest["epochs"]
    }
    with progress(label="Neighbour lists", total=sum(map(len, lacking.values())), unit="lists") as bar:
        for entry in writer.manifest["epochs"]:
            due = lacking[entry["epoch"]]
            if not due:
                continue
            arrays = writer.arrays(list(run.samples["sample"]), run.classes)
            facts = write_lists(writer, arrays, entry["epoch"], run.embeddings(entry["epoch"]), (among, due))
            arrays.publish()
            entry |= facts | {"neighbor_lists": [list(name) for name in names if name in {*_lists(entry), *due}]}
            added += len(due)
            _sum_up(writer)
            writer.save()
            bar.update(len(due))
    _sum_up(writer)
    writer.save()
    return added


def _lists(entry: dict) -> list[Name]:
    return [(str(metric), str(among)) for metric, among in entry.get("neighbor_lists", [layout.PLAIN_LIST])]


def _sum_up(writer: RunWriter) -> None:
    """What all epochs have, and the least that any of them can promise."""
    entries = writer.manifest["epochs"]
    common = [list(name) for name in (_lists(entries[0]) if entries else []) if all(name in _lists(e) for e in entries)]
    recalls = [entry["neighbor_recall"] for entry in entries if entry.get("neighbor_recall")]
    writer.manifest["neighbors"] |= {
        "lists": common or [list(layout.PLAIN_LIST)],
        "engine": next((entry["neighbor_engine"] for entry in entries if entry.get("neighbor_recall")), "exact"),
        "recall": min(recalls, key=lambda recall: recall["value"]) if recalls else None,
    }
