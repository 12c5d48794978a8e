"""The pipeline's stage: agreement of neighbors in every nuisance, measured once for every complete epoch."""

from __future__ import annotations

import time

import numpy as np
import pandas as pd

from analysis.looks import partners
from analysis.looks.received import received, row_means
from analysis.nuisances import pictures
from analysis.nuisances.agreement import agreement, by_label, expected, given_by_label
from analysis.nuisances.columns import Column, of_metadata, of_pictures
from analysis.nuisances.grip import RULE, THRESHOLD
from analysis.nuisances.table import AGREEMENT, BY_LABEL, COLUMNS, RANDOM, STRENGTHS, Values, rows_of, verdicts_of
from analysis.store import layout
from analysis.store.reader import Run
from analysis.store.tables import epochs_seen, known_entry
from analysis.store.writer import RunWriter
from analysis.subject import digest
from data.locations import exists, join
from data.progress import progress

VERSION = 1  # raised when something is measured differently, so that stores are measured anew
NAME_TAKEN = "what is measured on the pictures has this name"


def nuisances_due(run: Run) -> bool:
    """Whether the nuisances of a complete epoch have not been measured, or were measured differently."""
    if not run.epochs:
        return False
    known = _known(run)
    if known.get("epochs") != epochs_seen(run.manifest) or not _same_pictures(run, known):
        return True
    return known["key"] != _key(run, _columns(run, run.nuisances.values)[0])


def update_nuisances(writer: RunWriter) -> int:
    """Measure the epochs that the store has not measured yet; returns how many."""
    run, began = Run(writer.location), time.monotonic()
    if not nuisances_due(run):
        return 0
    known = _known(run)
    columns, left_out = _columns(run, _pictures(writer, run, _same_pictures(run, known)))
    key = _key(run, columns)
    done = run.nuisances.epochs if known.get("key") == key else []
    due = [epoch for epoch in run.epochs if epoch not in done]
    if not done:
        writer.manifest["nuisances"] = {}
        writer.save()  # what is about to be overwritten is no longer promised
    table = _measure(writer, run, columns, due) if columns else pd.DataFrame(columns=list(COLUMNS))
    entry = {
        "key": key,
        "pictures": _pictures_key(run),
        "epochs": epochs_seen(run.manifest),
        "columns": {column.name: column.facts | _named(column) for column in columns},
        "left_out": left_out,
        "among": list(partners.populations(run)),
        "neighbors": partners.listed(run),
        "rule": RULE,
        "threshold": THRESHOLD,
    }
    writer.table(layout.NUISANCES, table)
    writer.table(layout.NUISANCE_VERDICTS, verdicts_of(table))
    entry["seconds"] = round(time.monotonic() - began + (known.get("seconds", 0.0) if done else 0.0), 3)
    writer.manifest["nuisances"] = entry
    writer.save()
    return len(due)


def _known(run: Run) -> dict:
    return known_entry(run.location, run.manifest, "nuisances", layout.NUISANCES, layout.NUISANCE_VERDICTS)


def _pictures_key(run: Run) -> list:
    return [VERSION, run.manifest.get("keys", {}).get("pictures")]


def _same_pictures(run: Run, known: dict) -> bool:
    there = exists(join(run.location, layout.PICTURE_NUISANCES))
    return there and known.get("pictures") == _pictures_key(run)


def _pictures(writer: RunWriter, run: Run, same: bool) -> pd.DataFrame:
    if same:
        return run.nuisances.values
    measured = pictures.measure(run.thumbnails)
    writer.table(layout.PICTURE_NUISANCES, measured)
    return measured


def _columns(run: Run, measured: pd.DataFrame) -> tuple[list[Column], dict[str, str]]:
    mine = [name for name in run.samples if name in measured]
    metadata, reasons = of_metadata(run.samples.drop(columns=mine))
    seen, unseen = of_pictures(measured)
    return [*metadata, *seen], reasons | unseen | dict.fromkeys(mine, NAME_TAKEN)


def _key(run: Run, columns: list[Column]) -> str:
    codes, model = partners.groups(run).tolist(), run.manifest.get("keys", {}).get("model")
    values = [[column.name, column.kind, np.round(column.values, 9).astype(str).tolist()] for column in columns]
    lists = [list(each) for each in run.neighbor_lists if each[0] == "euclidean"]
    return digest([VERSION, values, codes, run.labels.tolist(), model, lists])


def _measure(writer: RunWriter, run: Run, columns: list[Column], due: list[int]) -> pd.DataFrame:
    """Agreement and both lines: of every due epoch written, of all epochs as a table."""
    arrays = writer.arrays(list(run.samples["sample"]), run.classes)
    codes, n, rows = partners.groups(run), len(run.samples), []
    for among in partners.populations(run):
        names = {"columns": [column.name for column in columns]}  # the axis `nuisance`, for a notebook
        for line in (None, *STRENGTHS):
            arrays.create(layout.nuisances_array(among, line), layout.NUISANCE, (n, len(columns)), names)
        nearest = [partners.nearest(run, epoch, among) for epoch in run.epochs]
        apart = codes if among == partners.OTHER_GROUPS else np.arange(n)
        found = []
        label = f"Nuisances ({among.replace('_', ' ')})"
        for column in progress(columns, label=label, total=len(columns), unit="columns"):
            values = _agreement(column, run, nearest, apart)
            rows.append(rows_of(column.name, among, values, run.epochs, codes))
            found.append({name: own.astype(np.float32) for name, (own, _) in values.items()})  # a sixth of `values`
        for line in (None, *STRENGTHS):
            for place, epoch in enumerate(run.epochs):
                if epoch in due:
                    shares = np.stack([each[line or AGREEMENT][place] for each in found], axis=-1)
                    arrays.write(layout.nuisances_array(among, line), epoch, shares)
    arrays.publish()
    return pd.concat(rows, ignore_index=True)


def _agreement(column: Column, run: Run, nearest: list[np.ndarray], apart: np.ndarray) -> Values:
    """One column at every epoch, as `rows_of` wants it."""
    labels = np.where(run.labels < 0, len(run.classes), run.labels)  # unknown is a class of its own
    random = expected(column, np.zeros(len(labels), np.int64), apart)[:, 0]
    table = expected(column, labels, apart)
    lots = np.stack([np.nan_to_num(random), np.isfinite(random)], axis=1)  # each is as close to others as they to it
    parts: dict[str, list[tuple[np.ndarray, np.ndarray]]] = {AGREEMENT: [], RANDOM: [], BY_LABEL: []}
    for near in nearest:
        pairs, line = agreement(column, near), by_label(table, labels, near)
        parts[AGREEMENT].append((row_means(pairs), received(pairs, near)))
        parts[RANDOM].append((random, lots))
        parts[BY_LABEL].append((row_means(line), given_by_label(column, line, labels, near)))
    return {
        name: (np.stack([own for own, _ in found]), np.stack([given for _, given in found]))
        for name, found in parts.items()
    }


def _named(column: Column) -> dict[str, str]:
    title, unit = pictures.COLUMNS.get(column.name, (column.name, ""))
    return {"title": title, "unit": unit}
