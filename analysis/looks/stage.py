"""The pipeline's stage: how alike the neighbors of every sample look, measured once for every complete epoch."""

from __future__ import annotations

import time

import numpy as np
import pandas as pd

from analysis.looks import partners
from analysis.looks.pictures import Pairs, prepare
from analysis.looks.received import received, row_means, same_label
from analysis.looks.registry import MEASURES, VERSION
from analysis.looks.table import Both, Drawn, Measured, rows_of
from analysis.store import layout
from analysis.store.looks import BASELINES, LABEL
from analysis.store.reader import Run
from analysis.store.tables import epochs_seen, known_entry
from analysis.store.writer import RunWriter
from analysis.subject import digest
from data.progress import progress

LABELS = {
    "title": "Label",
    "reads": "The share of the neighbours that have the sample's own label.",
    "source": "the dataset's labels",
}
Values = dict[tuple[str, str], dict[int, Both]]  # (measure, among) -> epoch -> (n,) of both sides


def looks_due(run: Run) -> bool:
    """Whether the looks of a complete epoch have not been measured, or were measured differently."""
    return bool(run.epochs) and _known(run).get("epochs") != epochs_seen(run.manifest)


def update_looks(writer: RunWriter) -> int:
    """Measure the epochs that the store has not measured yet; returns how many."""
    run, began = Run(writer.location), time.monotonic()
    if not looks_due(run):
        return 0
    known = _known(run)
    among, codes = partners.populations(run), partners.groups(run)
    values: Values = {(measure, name): {} for name in among for measure in (*MEASURES, LABEL)}
    if known:
        for measure, name in values:
            sides = (run.looks.over_epochs(measure, name), run.looks.received(measure, name))
            values[measure, name] = dict(zip(run.looks.epochs, map(Both, *sides), strict=True))
    due = [epoch for epoch in run.epochs if not known or epoch not in run.looks.epochs]
    if not known:
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
        "key": _key(run),
        "epochs": epochs_seen(run.manifest),
        "measures": {
            **{name: _facts(module) for name, module in MEASURES.items()},
            LABEL: LABELS,
        },
        "among": list(among),
        "neighbors": partners.listed(run),
        "pairs": partners.DRAWN,
        "seed": partners.SEED,
        "seconds": round(time.monotonic() - began + known.get("seconds", 0.0), 3),
    }
    writer.save()
    return len(due)


def _known(run: Run) -> dict:
    """The manifest's entry; empty where all must be measured anew."""
    entry = known_entry(run.location, run.manifest, "looks", layout.LOOKS, layout.LOOKS_SAMPLES)
    return entry if entry.get("key") == _key(run) else {}


def _key(run: Run) -> str:
    among, codes = partners.populations(run), partners.groups(run)
    keys = [run.manifest.get("keys", {}).get(name) for name in ("pictures", "model")]
    listed = [("euclidean", name) in run.neighbor_lists for name in among]
    return digest([VERSION, list(among), listed, codes.tolist(), run.labels.tolist(), keys, sorted(MEASURES)])


def _measure(run: Run, due: list[int], pairs: dict[str, Pairs], values: Values) -> None:
    among = list(dict.fromkeys(name for _, name in values))
    for epoch in progress(due, label="Looks", total=len(due), unit="epochs"):
        nearest = [partners.nearest(run, epoch, name) for name in among]
        for measure, compared in pairs.items():
            for name, rows, found in zip(among, nearest, compared.of(*nearest), strict=True):
                values[measure, name][epoch] = Both(row_means(found), received(found, rows)[:, 0])
        for name, rows in zip(among, nearest, strict=True):
            found = same_label(run.labels, rows)
            values[LABEL, name][epoch] = Both(row_means(found), received(found, rows)[:, 0])


def _baselines(
    run: Run, pairs: dict[str, Pairs], by_pixels: dict[str, np.ndarray], codes: np.ndarray
) -> dict[tuple[str, str], dict[str, Drawn]]:
    """(measure, among) -> baseline -> its pairs."""
    found: dict[tuple[str, str], dict[str, Drawn]] = {}
    for name, pixels in by_pixels.items():
        apart = codes if name == partners.OTHER_GROUPS else np.arange(len(codes))
        others = [partners.drawn(run.labels, apart, baseline) for baseline in BASELINES[:3]] + [pixels]
        for measure, compared in pairs.items():
            found[measure, name] = dict(zip(BASELINES, map(Drawn, others, compared.of(*others)), strict=True))
        labels = [same_label(run.labels, rows) for rows in others]
        found[LABEL, name] = dict(zip(BASELINES, map(Drawn, others, labels), strict=True))
    return found


def _write(writer: RunWriter, run: Run, values: Values, due: list[int]) -> None:
    arrays = writer.arrays(list(run.samples["sample"]), run.classes)
    for (measure, name), found in values.items():
        for part in Both._fields:
            array = layout.looks_array(measure, name) + ("" if part == "own" else f"_{part}")
            arrays.create(array, layout.PER_SAMPLE, (len(run.samples),))
            for epoch in due:
                arrays.write(array, epoch, np.asarray(getattr(found[epoch], part), np.float32))
    arrays.publish()


def _samples(run: Run, baselines: dict[tuple[str, str], dict[str, Drawn]]) -> pd.DataFrame:
    table = {"sample": run.samples["sample"]}
    for (measure, among), found in baselines.items():
        table |= {
            layout.looks_baseline(measure, name, among): row_means(part.values).astype(np.float32)
            for name, part in found.items()
        }
    return pd.DataFrame(table)


def _table(run: Run, values: Values, baselines: dict, codes: np.ndarray) -> pd.DataFrame:
    rows = []
    for among in dict.fromkeys(name for _, name in values):
        nearest = [partners.nearest(run, epoch, among) for epoch in run.epochs]
        labels = [values[LABEL, among][epoch] for epoch in run.epochs]
        for measure in (*MEASURES, LABEL):
            found = [values[measure, among][epoch] for epoch in run.epochs]
            measured = Measured(found, labels, nearest, run.labels)
            rows.append(rows_of(measure, among, measured, baselines[measure, among], codes=codes, epochs=run.epochs))
    return pd.concat(rows, ignore_index=True).sort_values(["measure", "among", "epoch"], ignore_index=True)


def _facts(module) -> dict[str, str]:
    return {"title": module.TITLE, "reads": module.READS, "source": module.SOURCE}
