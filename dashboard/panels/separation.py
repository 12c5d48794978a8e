"""How far the embeddings keep the labels apart, epoch by epoch: five small curves, each with an axis of its own."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import streamlit as st

from analysis.store.reader import Run
from dashboard import empty, look
from dashboard.figures.separation import small_curve
from dashboard.markup import element
from dashboard.markup import show as put
from dashboard.panels.health import with_flags
from dashboard.panels.similarity import SHEET
from dashboard.selection import Selection
from dashboard.theme_in_use import dark


@dataclass(frozen=True)
class Facet:
    """One of the curves.

    Attributes:
        column: of `run.separation`.
        title: above it.
        says: what may be read from it, one sentence.
        undefined: why there is no number, where there is none.
    """

    column: str
    title: str
    says: str
    undefined: str


NO_LABELS = "It needs two labels or more, and an embedding that is not the same for every sample."
FACETS = (
    Facet(
        "linear_probe_auroc",
        "Linear probe, macro AUROC",
        "How well straight cuts through the embedding tell the labels of the {split} split apart; chance is 0.5.",
        "{reason}",
    ),
    Facet(
        "neighbor_purity",
        "Neighbours of the same label",
        "Share of a sample's {k} nearest neighbours that have its label; by chance {chance}.",
        NO_LABELS,
    ),
    Facet(
        "silhouette",
        "Silhouette",
        "Whether a sample lies nearer to its own label (towards 1) or to another one (below 0) on average{subset}.",
        NO_LABELS,
    ),
    Facet(
        "between_within",
        "Between / within scatter",
        "Variance between the labels' means over variance within labels; 0 when all means coincide.",
        NO_LABELS,
    ),
    Facet(
        "participation_ratio",
        "Participation ratio",
        "Over how many of {d} directions the variance spreads; labels play no part, neither more nor fewer is better.",
        "It needs an embedding that is not the same for every sample.",
    ),
)


def show(run: Run, selection: Selection) -> None:
    """Draw the panel; what is missing, and how to make it, where nothing was measured."""
    st.html(SHEET)
    table = run.separation
    if table.empty:
        empty.no_separation(run.name, str(run.manifest.get("checkpoints", "")))
        return
    words = _facts(run, table)
    with st.container(horizontal=True, key="separation_facets"):
        for facet in FACETS:
            with st.container(key=f"facet_{facet.column}"):
                _facet(table, facet, selection.epoch, words)
    put(element("p", caption(table), css="reading"), *_missing(run, table))


def caption(table: pd.DataFrame) -> str:
    """What the curves start from: an untrained network is not at zero."""
    if int(table["epoch"].iloc[0]) != 0:
        start = int(table["epoch"].iloc[0])
        return (
            f"Dotted: the level of epoch {start}, the first that is there. An untrained network is not at zero either: "
            "without its epoch 0 these curves do not say how much was learned."
        )
    row = table.iloc[0]
    known = []
    if np.isfinite(row["linear_probe_auroc"]):
        known.append(f"a probe AUROC of {look.number(float(row['linear_probe_auroc']))}")
    if np.isfinite(row["neighbor_purity"]):
        known.append(f"{look.share(float(row['neighbor_purity']))} of neighbours of the same label")
    already = f" ({' and '.join(known)} before the first step)" if known else ""
    return (
        f"Dotted: before training, epoch 0. It is not at zero{already}: colour and size alone tell labels apart. "
        "Of probe, neighbours and scatter, only the rise above the dotted line was learned. Dashed: chance."
    )


def _facts(run: Run, table: pd.DataFrame) -> dict[str, str]:
    """What the sentences are filled with."""
    facts = run.manifest.get("separation") or {}
    probe, subset = facts.get("probe") or {}, facts.get("subset") or {}
    size, n = int(subset.get("size", len(run.samples))), len(run.samples)
    return {
        "k": str(facts.get("k", 0)),
        "chance": look.share(float(table["neighbor_purity_chance"].iloc[-1])),
        "split": str(probe.get("split", "")),
        "reason": str(probe.get("reason", "No linear probe of this epoch.")),
        "subset": f", on a fixed {look.count(size)} of {look.count(n)}" if size < n else "",
        "d": _features(run),
    }


def _features(run: Run) -> str:
    found = run.manifest.get("model", {}).get("n_features")
    return look.count(found) if isinstance(found, int) else "all"


def _facet(table: pd.DataFrame, facet: Facet, epoch: int, words: dict[str, str]) -> None:
    """One curve with its title, the number of the epoch in view and its sentence."""
    values = table[facet.column].to_numpy(float)
    at = table[table["epoch"] == epoch]
    value = float(at[facet.column].iloc[0]) if len(at) else float("nan")
    ends = [f"{facet.column}_{end}" for end in ("low", "high")]
    banded = all(end in table for end in ends)
    is_share = facet.column == "neighbor_purity"
    written, spanned = (look.share, look.share_interval) if is_share else (look.number, look.interval)
    span = spanned(*(float(at[end].iloc[0]) for end in ends)) if banded and len(at) else ""
    number = element("span", element("b", written(value)), " ", element("small", span), css="facet-number")
    put(element("h3", facet.title), number)
    if not np.isfinite(values).any():
        put(element("p", with_flags(facet.undefined.format(**words)), css="note facet-empty"))
        return
    low, high = (table[end].to_numpy(float) if banded else None for end in ends)
    chance = {"linear_probe_auroc": 0.5, "neighbor_purity": float(table["neighbor_purity_chance"].iloc[-1])}
    drawing = small_curve(
        [int(number) for number in table["epoch"]], values, epoch=epoch, low=low, high=high,
        chance=chance.get(facet.column), percent=is_share, dark=dark(),
    )  # fmt: skip
    look.figure(drawing, key=f"curve_{facet.column}", alt=f"{facet.title} by epoch")
    put(element("p", facet.says.format(**words), css="reading"))


def _missing(run: Run, table: pd.DataFrame) -> list[str]:
    later = [str(epoch) for epoch in run.epochs if epoch not in set(table["epoch"])]
    if not later:
        return []
    return [element("p", f"Epoch {', '.join(later)} not measured yet: run the analysis again to add it.", css="note")]
