"""Adds looks and nuisances with chosen figures to a small store, in the form that the analysis gives them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.store import layout
from analysis.store.looks import BASELINES
from analysis.store.reader import Run
from analysis.store.writer import RunWriter

AMONG = ("all", "other_groups")
# measure -> title, the likeness of neighbors at the first and at the last epoch, then of the four baselines
MEASURES = {
    "ssim": ("Structure", 0.5, 0.3, (0.2, 0.25, 0.18, 0.6)),
    "color": ("Colour", 0.8, 0.6, (0.4, 0.5, 0.35, 0.9)),
    "phash": ("Coarse pattern", 0.7, 0.7, (0.5, 0.52, 0.49, 0.8)),
    "label": ("Same label", 0.5, 0.9, (0.4, 1.0, 0.0, 0.55)),
}
# column -> kind, source, agreement at the first and last epoch, of random pairs, by label alone
COLUMNS = {
    "sex": ("categorical", "metadata", 0.5, 0.5, 0.5, 0.5),
    "age": ("numeric", "metadata", 0.7, 0.8, 0.66, 0.7),
    "skin_tone": ("numeric", "picture", 0.9, 0.67, 0.66, 0.68),
}
SPREAD = 0.02  # of single samples about the figure


def look_at(location: str, *, epochs: list[int] | None = None, nuisances: bool = True, phash: float = 0.7) -> str:
    """Write both for a store's epochs, or for some of them; returns its location.

    Args:
        phash: likeness by perceptual hash at the last epoch.
    """
    run, writer = Run(location), RunWriter(location, "")
    epochs = run.epochs if epochs is None else epochs
    arrays = writer.arrays(list(run.samples["sample"]), run.classes)
    seen = {str(entry["epoch"]): entry["sha256"] for entry in run.manifest["epochs"] if entry["epoch"] in epochs}
    figures = MEASURES | {"phash": ("Coarse pattern", 0.7, phash, MEASURES["phash"][3])}
    _looks(writer, arrays, figures, epochs)
    words = {"reads": "1 for the same picture.", "source": "somebody"}
    writer.manifest["looks"] = {
        "epochs": seen, "among": list(AMONG), "neighbors": 10, "pairs": 20, "seed": 0,
        "measures": {name: {"title": found[0], **words} for name, found in figures.items()},
    }  # fmt: skip
    if nuisances:
        _nuisances(writer, arrays, epochs)
        writer.manifest["nuisances"] = {
            "epochs": seen, "among": list(AMONG), "neighbors": 10, "left_out": {"site": "the same for all samples"},
            "rule": "It lets go at the first epoch from which the band stays below the line.", "threshold": 0.02,
            "columns": {
                name: {"kind": kind, "source": source, "known": 60, "title": name.replace("_", " "), "unit": ""}
                for name, (kind, source, *_) in COLUMNS.items()
            },
        }  # fmt: skip
    writer.save()
    _tables(writer)
    return location


def _looks(writer: RunWriter, arrays, figures: dict, epochs: list[int]) -> None:
    count, steps, samples = len(Run(writer.location).samples), np.linspace(0, 1, len(epochs)), {}
    for measure, (_, first, last, baselines) in figures.items():
        for among in AMONG:
            for epoch, step in zip(epochs, steps, strict=True):
                values = _drawn(first + step * (last - first), count, among)
                arrays.create(layout.looks_array(measure, among), layout.PER_SAMPLE, values.shape)
                arrays.write(layout.looks_array(measure, among), epoch, values)
            for name, value in zip(BASELINES, baselines, strict=True):
                samples[layout.looks_baseline(measure, name, among)] = np.full(count, value, np.float32)
    writer.table(layout.LOOKS_SAMPLES, pd.DataFrame(samples))
    arrays.publish()


def _nuisances(writer: RunWriter, arrays, epochs: list[int]) -> None:
    count, steps = len(Run(writer.location).samples), np.linspace(0, 1, len(epochs))
    for among in AMONG:
        for epoch, step in zip(epochs, steps, strict=True):
            lines = {
                None: [_drawn(first + step * (last - first), count, among)
                       for _, _, first, last, *_ in COLUMNS.values()],
                "random": [np.full(count, found[4], np.float32) for found in COLUMNS.values()],
                "by_label": [np.full(count, found[5], np.float32) for found in COLUMNS.values()],
            }  # fmt: skip
            for line, columns in lines.items():
                name, values = layout.nuisances_array(among, line), np.stack(columns, axis=1)
                arrays.create(name, layout.NUISANCE, values.shape)
                arrays.write(name, epoch, values)
    arrays.publish()


def _drawn(mean: float, count: int, among: str) -> np.ndarray:
    """(n,) float32 about a mean, which they have exactly; other groups a little less alike."""
    values = np.random.default_rng(7).normal(0, SPREAD, count)
    return (mean - (0.01 if among == "other_groups" else 0) + values - values.mean()).astype(np.float32)


def _tables(writer: RunWriter) -> None:
    """Those of the whole set: plain means, and intervals that are told from computed ones by their width."""
    run = Run(writer.location)
    looks, traits = [], []
    for among in AMONG:
        for measure in run.looks.measures:
            mean = run.looks.over_epochs(measure, among).mean(axis=1)
            pairs = {name: float(run.looks.baseline(measure, name, among).mean()) for name in BASELINES}
            table = pd.DataFrame({"epoch": run.looks.epochs, "measure": measure, "among": among, "mean": mean})
            looks.append(_ended(table, "mean", 0.005).assign(change=mean - mean[0], by_label=0.22, **pairs))
        for column in run.nuisances.columns:
            mean, random, label = (
                run.nuisances.over_epochs(column, among, line).mean(axis=1) for line in (None, "random", "by_label")
            )
            table = pd.DataFrame({"epoch": run.nuisances.epochs, "column": column, "among": among, "mean": mean})
            table = table.assign(random=random, by_label=label, strength=(mean - random) / (1 - random))
            traits.append(table.assign(beyond_label=(mean - label) / (1 - label)))
    writer.table(layout.LOOKS, _ended(pd.concat(looks), "change", 0.005))
    if traits and run.nuisances.columns:
        table = _ended(_ended(pd.concat(traits), "strength", 0.01), "beyond_label", 0.01)
        writer.table(layout.NUISANCES, _ended(table, "mean", 0.005))


def _ended(table: pd.DataFrame, name: str, half: float) -> pd.DataFrame:
    ends = ("low", "high") if name == "mean" else (f"{name}_low", f"{name}_high")
    return table.assign(**{end: table[name] + sign * half for end, sign in zip(ends, (-1, 1), strict=True)})
