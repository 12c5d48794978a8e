"""The pipeline's stage: separation measured for every complete epoch once, with the linear probes that are stored."""

from __future__ import annotations

import time

import numpy as np
import pandas as pd

from analysis.baselines import EMBEDDING
from analysis.projections.quality.subset import Subset, choose
from analysis.sample_weights import sample_weights
from analysis.separation import COLUMNS, MEASURED, PROBED, separation
from analysis.store import layout
from analysis.store.reader import Run
from analysis.store.tables import epochs_seen, known_entry
from analysis.store.writer import RunWriter
from analysis.subject import digest, later
from data.progress import progress

VERSION = 1  # raised when something is measured differently, so that stores are measured anew
SIZE = 2000  # samples of the silhouette, whose cost grows with their square
PROBE, METRIC, SPLITS = "logistic", "macro_auroc", ("validation", "test")  # the first split that was judged
NO_PROBES = "The linear models were left out: run the analysis again without --no-baselines."


def separation_due(run: Run) -> bool:
    """Whether an epoch has not been measured, or measured differently, or has another probe than the stored one."""
    if not run.epochs:
        return False
    known = _known(run, subset_of(run))
    if known.get("epochs") != epochs_seen(run.manifest):
        return True
    probes, facts = _probes(run)
    return known.get("probe") != facts or not _with_probes(run.separation, probes).equals(run.separation[list(COLUMNS)])


def update_separation(writer: RunWriter) -> int:
    """Measure the epochs that the store has not measured yet, and take over the probes; returns how many epochs."""
    run, began = Run(writer.location), time.monotonic()
    if not separation_due(run):
        return 0
    subset = subset_of(run)
    entry = _known(run, subset)
    known = run.separation if entry else run.separation.iloc[:0]
    due = [epoch for epoch in run.epochs if epoch not in set(known["epoch"])]
    rows = _measured(run, due, subset)
    probes, facts = _probes(run)
    table = pd.DataFrame([*known.to_dict("records"), *rows]).sort_values("epoch", ignore_index=True)
    writer.table(layout.SEPARATION, _with_probes(table, probes))
    writer.manifest["separation"] = {
        "key": _key(run, subset),
        "epochs": epochs_seen(run.manifest),
        "k": int(run.neighbors(run.epochs[0]).shape[1]),
        "subset": subset.facts,
        "probe": facts,
        "seconds": round(time.monotonic() - began + entry.get("seconds", 0.0), 3),
    }
    writer.save()
    return len(due)


def _known(run: Run, subset: Subset) -> dict:
    """The manifest's entry; empty where all must be measured anew."""
    entry = known_entry(run.location, run.manifest, "separation", layout.SEPARATION)
    return entry if entry.get("key") == _key(run, subset) else {}


def _key(run: Run, subset: Subset) -> str:
    keys = [run.manifest.get("keys", {}).get(name) for name in ("pictures", "model")]
    k = run.manifest.get("neighbors", {}).get("k")
    return digest([subset.facts["id"], run.labels.tolist(), k, keys, *later(VERSION)])


def _with_probes(table: pd.DataFrame, probes: pd.DataFrame) -> pd.DataFrame:
    return table[["epoch", *MEASURED]].merge(probes, on="epoch", how="left")[list(COLUMNS)]


def subset_of(run: Run) -> Subset:
    """The samples of known label that the silhouette is measured on; rare classes whole."""
    known = np.flatnonzero(run.labels >= 0)
    found = choose(run.labels[known], size=SIZE)
    return Subset(known[found.rows], found.rule)


def _measured(run: Run, due: list[int], subset: Subset) -> list[dict]:
    weights = sample_weights(run.labels, subset.rows)
    rows = []
    for epoch in progress(due, label="Separation", total=len(due), unit="epochs"):
        figures = separation(run.embeddings(epoch), run.neighbors(epoch), run.labels, few=subset.rows, weights=weights)
        rows.append({"epoch": epoch, **figures})
    return rows


def _probes(run: Run) -> tuple[pd.DataFrame, dict[str, str]]:
    """The AUROC of the stored linear probe at every epoch that has one; where it comes from, or why there is none."""
    table = run.baselines
    table = table[(table["input"] == EMBEDDING) & (table["model"] == PROBE) & (table["metric"] == METRIC)]
    split = next((split for split in SPLITS if (table["split"] == split).any()), None)
    names = dict(zip(("value", "low", "high"), PROBED, strict=True))
    rows = table[table["split"] == split].rename(columns=names)[["epoch", *PROBED]]
    rows = rows.astype({"epoch": int} | dict.fromkeys(PROBED, float))
    if split is None:
        return rows, {"reason": str((run.manifest.get("baselines") or {}).get("reason", NO_PROBES))}
    return rows, {"model": PROBE, "metric": METRIC, "split": split}
