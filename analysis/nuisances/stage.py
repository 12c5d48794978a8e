"""The pipeline's stage: agreement of neighbors in every nuisance, measured once for every complete epoch."""

from __future__ import annotations

import time

import numpy as np
import pandas as pd

from analysis.looks import partners
from analysis.nuisances import pictures
from analysis.nuisances.agreement import agreement, by_label, expected
from analysis.nuisances.columns import Column, of_metadata, of_pictures
from analysis.nuisances.grip import RULE, THRESHOLD
from analysis.nuisances.table import BY_LABEL, COLUMNS, RANDOM, rows_of, verdicts_of
from analysis.store import layout
from analysis.store.epoch_reader import EpochReader
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from analysis.subject import digest
from data.locations import exists, join
from data.progress import progress

VERSION = 1  # raised when something is measured differently, so that stores are measured anew
NAME_TAKEN = "what is measured on the pictures has this name"
Values = dict[str, dict[str, np.ndarray]]  # among -> "agreement" or a line -> (e, n, m) of the nuisances m


def update_nuisances(writer: RunWriter) -> int:
    """Measure the epochs that the store has not measured yet; returns how many."""
    run, began = Run(writer.location), time.monotonic()
    if not run.epochs:
        return 0
    known = writer.manifest.get("nuisances") or {}
    keys = writer.manifest.get("keys", {})
    same_pictures = "pictures" in known and known["pictures"] == [VERSION, keys.get("pictures")]
    codes, among = partners.groups(run), partners.populations(run)
    measured = _pictures(writer, run, same_pictures)
    columns, left_out = _columns(run, measured)
    key = _key(run, columns, codes, keys)
    done = run.nuisances.epochs if known.get("key") == key else []
    due = [epoch for epoch in run.epochs if epoch not in done]
    if not due and len(known["epochs"]) == len(run.epochs):
        return 0
    if not done:
        writer.manifest["nuisances"] = {}
        writer.save()  # what is about to be overwritten is no longer promised
    if columns:
        _measure(writer, run, columns, due, codes)
    entry = {
        "key": key,
        "pictures": [VERSION, keys.get("pictures")],
        "epochs": {str(each["epoch"]): each.get("sha256", "") for each in writer.manifest["epochs"]},
        "columns": {column.name: column.facts | _named(column) for column in columns},
        "left_out": left_out,
        "among": list(among),
        "neighbors": partners.NEAREST,
        "rule": RULE,
        "threshold": THRESHOLD,
    }
    _tables(writer, run, columns, codes)
    entry["seconds"] = round(time.monotonic() - began + (known.get("seconds", 0.0) if done else 0.0), 3)
    writer.manifest["nuisances"] = entry
    writer.save()
    return len(due)


def _pictures(writer: RunWriter, run: Run, same: bool) -> pd.DataFrame:
    if same and exists(join(writer.location, layout.PICTURE_NUISANCES)):
        return run.nuisances.values
    measured = pictures.measure(run.thumbnails)
    writer.table(layout.PICTURE_NUISANCES, measured)
    return measured


def _columns(run: Run, measured: pd.DataFrame) -> tuple[list[Column], dict[str, str]]:
    mine = [name for name in run.samples if name in measured]
    metadata, reasons = of_metadata(run.samples.drop(columns=mine))
    seen, unseen = of_pictures(measured)
    return [*metadata, *seen], reasons | unseen | dict.fromkeys(mine, NAME_TAKEN)


def _key(run: Run, columns: list[Column], codes: np.ndarray, keys: dict) -> str:
    values = [[column.name, column.kind, np.round(column.values, 9).astype(str).tolist()] for column in columns]
    lists = [list(each) for each in run.neighbor_lists if each[0] == "euclidean"]
    return digest([VERSION, values, codes.tolist(), run.labels.tolist(), keys.get("model"), lists])


def _measure(writer: RunWriter, run: Run, columns: list[Column], due: list[int], codes: np.ndarray) -> None:
    """Agreement and both lines of every due epoch, written as they are measured."""
    arrays = writer.arrays(list(run.samples["sample"]), run.classes)
    labels = np.where(run.labels < 0, len(run.classes), run.labels)  # unknown is a class of its own
    n, m = len(labels), len(columns)
    for among in partners.populations(run):
        apart = codes if among == partners.OTHER_GROUPS else np.arange(n)
        random = [expected(column, np.zeros(n, np.int64), apart)[:, 0] for column in columns]
        tables = [expected(column, labels, apart) for column in columns]
        for line in (None, RANDOM, BY_LABEL):
            arrays.create(layout.nuisances_array(among, line), layout.NUISANCE, (n, m))
        for epoch in progress(due, label=f"Nuisances ({among.replace('_', ' ')})", total=len(due), unit="epochs"):
            near = partners.nearest(run, epoch, among)
            found = {
                None: [agreement(column, near) for column in columns],
                RANDOM: random,
                BY_LABEL: [by_label(table, labels, near) for table in tables],
            }
            for line, parts in found.items():
                arrays.write(layout.nuisances_array(among, line), epoch, np.stack(parts, axis=1).astype(np.float32))
    arrays.publish()


def _tables(writer: RunWriter, run: Run, columns: list[Column], codes: np.ndarray) -> None:
    reader, rows = EpochReader(writer.location, run.name, run.epochs), []
    for among in partners.populations(run) if columns else ():
        names = {"agreement": None, RANDOM: RANDOM, BY_LABEL: BY_LABEL}
        read = {
            name: reader.read_several(layout.nuisances_array(among, line), run.epochs) for name, line in names.items()
        }
        for place, column in enumerate(columns):
            values = {name: array[:, :, place] for name, array in read.items()}
            rows.append(rows_of(column.name, among, values, run.epochs, codes))
    table = pd.concat(rows, ignore_index=True) if rows else pd.DataFrame(columns=list(COLUMNS))
    writer.table(layout.NUISANCES, table)
    writer.table(layout.NUISANCE_VERDICTS, verdicts_of(table))


def _named(column: Column) -> dict[str, str]:
    title, unit = pictures.COLUMNS.get(column.name, (column.name, ""))
    return {"title": title, "unit": unit}
