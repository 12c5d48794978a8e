"""The pipeline's stage: how alike the neighbors of every sample look, measured once for every complete epoch."""

from __future__ import annotations

import time

import numpy as np
import pandas as pd

from analysis.looks import partners
from analysis.looks.pictures import Pairs, prepare
from analysis.looks.registry import MEASURES, VERSION
from analysis.looks.table import rows_of
from analysis.store import layout
from analysis.store.looks import BASELINES, LABEL
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from analysis.subject import digest
from data.progress import progress

LABELS = {
    "title": "Label",
    "reads": "The share of the neighbours that have the sample's own label.",
    "source": "the dataset's labels",
}
Values = dict[tuple[str, str], dict[int, np.ndarray]]  # (measure, among) -> epoch -> (n,)


def update_looks(writer: RunWriter) -> int:
    """Measure the epochs that the store has not measured yet; returns how many."""
    run, began = Run(writer.location), time.monotonic()
    if not run.epochs:
        return 0
    among, codes = partners.populations(run), partners.groups(run)
    key = _key(run, writer, among, codes)
    known = writer.manifest.get("looks") or {}
    same = known.get("key") == key
    values: Values = {(measure, name): {} for name in among for measure in (*MEASURES, LABEL)}
    if same:
        for measure, name in values:
            values[measure, name] = dict(zip(run.looks.epochs, run.looks.over_epochs(measure, name), strict=True))
    due = [epoch for epoch in run.epochs if not same or epoch not in run.looks.epochs]
    if not due and len(known["epochs"]) == len(run.epochs):
        return 0
    if not same:
        writer.manifest["looks"] = {}
        writer.save()  # what is about to be overwritten is no longer promised
    prepared, pixels = prepare(run.thumbnails, MEASURES)
    pairs = {name: Pairs(measure, prepared[name]) for name, measure in MEASURES.items()}
    baselines = _baselines(run, pairs, partners.nearest_by_pixels(pixels, codes, among), codes)
    _measure(run, due, pairs, values)
    _write(writer, run, values, due)
    writer.table(layout.LOOKS_SAMPLES, _samples(run, baselines))
    writer.table(layout.LOOKS, _table(run, values, baselines, codes))
    writer.manifest["looks"] = {
        "key": key,
        "epochs": {str(entry["epoch"]): entry.get("sha256", "") for entry in writer.manifest["epochs"]},
        "measures": {
            **{name: _facts(module) for name, module in MEASURES.items()},
            LABEL: LABELS,
        },
        "among": list(among),
        "neighbors": partners.NEAREST,
        "pairs": partners.DRAWN,
        "seed": partners.SEED,
        "seconds": round(time.monotonic() - began + (known.get("seconds", 0.0) if same else 0.0), 3),
    }
    writer.save()
    return len(due)


def agreement(labels: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Share of each sample's partners that have its label, among those of a known label.

    Args:
        labels: (n,) class index, -1 for unknown.
        others: (n, k) row numbers, -1 for none.

    Returns:
        (n,) float32; NaN where the sample's label is unknown, or those of all partners.
    """
    counted = (others >= 0) & (labels[others] >= 0) & (labels >= 0)[:, None]
    same = counted & (labels[others] == labels[:, None])
    counts = counted.sum(axis=1)
    out = np.full(len(labels), np.nan)
    return np.divide(same.sum(axis=1), counts, out=out, where=counts > 0).astype(np.float32)


def _key(run: Run, writer: RunWriter, among: tuple[str, ...], codes: np.ndarray) -> str:
    keys = [writer.manifest.get("keys", {}).get(name) for name in ("pictures", "model")]
    listed = [("euclidean", name) in run.neighbor_lists for name in among]
    return digest([VERSION, list(among), listed, codes.tolist(), run.labels.tolist(), keys, sorted(MEASURES)])


def _measure(run: Run, due: list[int], pairs: dict[str, Pairs], values: Values) -> None:
    among = list(dict.fromkeys(name for _, name in values))
    for epoch in progress(due, label="Looks", total=len(due), unit="epochs"):
        nearest = [partners.nearest(run, epoch, name) for name in among]
        for measure, compared in pairs.items():
            for name, found in zip(among, compared.mean(*nearest), strict=True):
                values[measure, name][epoch] = found
        for name, rows in zip(among, nearest, strict=True):
            values[LABEL, name][epoch] = agreement(run.labels, rows)


def _baselines(run: Run, pairs: dict[str, Pairs], by_pixels: dict[str, np.ndarray], codes: np.ndarray) -> Values:
    """(measure, among) -> the place of a baseline in `BASELINES` -> (n,)."""
    values: Values = {}
    for name, pixels in by_pixels.items():
        apart = codes if name == partners.OTHER_GROUPS else np.arange(len(codes))
        others = [partners.drawn(run.labels, apart, baseline) for baseline in BASELINES[:3]] + [pixels]
        for measure, compared in pairs.items():
            values[measure, name] = dict(enumerate(compared.mean(*others)))
        values[LABEL, name] = dict(enumerate(agreement(run.labels, rows) for rows in others))
    return values


def _write(writer: RunWriter, run: Run, values: Values, due: list[int]) -> None:
    arrays = writer.arrays(list(run.samples["sample"]), run.classes)
    for (measure, name), found in values.items():
        arrays.create(layout.looks_array(measure, name), layout.PER_SAMPLE, (len(run.samples),))
        for epoch in due:
            arrays.write(layout.looks_array(measure, name), epoch, found[epoch])
    arrays.publish()


def _samples(run: Run, baselines: Values) -> pd.DataFrame:
    table = {"sample": run.samples["sample"]}
    for (measure, among), found in baselines.items():
        table |= {layout.looks_baseline(measure, BASELINES[place], among): part for place, part in found.items()}
    return pd.DataFrame(table)


def _table(run: Run, values: Values, baselines: Values, codes: np.ndarray) -> pd.DataFrame:
    rows = [
        rows_of(
            measure,
            among,
            np.stack([found[epoch] for epoch in run.epochs]),
            np.stack([values[LABEL, among][epoch] for epoch in run.epochs]),
            epochs=run.epochs,
            baselines={BASELINES[place]: part for place, part in baselines[measure, among].items()},
            codes=codes,
        )
        for (measure, among), found in values.items()
    ]
    return pd.concat(rows, ignore_index=True).sort_values(["measure", "among", "epoch"], ignore_index=True)


def _facts(module) -> dict[str, str]:
    return {"title": module.TITLE, "reads": module.READS, "source": module.SOURCE}
