"""Pairs of pictures that look alike, with what makes a pair matter: other split, other label, same group."""

from __future__ import annotations

import numpy as np
import pandas as pd
import streamlit as st

from analysis.store.reader import Run
from dashboard.store_cache import key_of

KINDS = {"all": "All", "splits": "Across splits", "labels": "Different labels", "groups": "Different groups"}


def duplicate_pairs(run: Run) -> pd.DataFrame | None:
    """Every pair that the run knows, the gravest first, then the most alike.

    Returns:
        One row per pair: `left`, `right` (row numbers of samples), `distance` (bits), `exact`, `across` (in two
        splits), `relabelled` (two labels), `regrouped` (two groups, both known), `grouped` (one group). None when
        nobody has looked.
    """
    return None if run.duplicates is None else _pairs(run, key_of(run))


def of_kind(pairs: pd.DataFrame, kind: str) -> pd.DataFrame:
    """The pairs of one of KINDS."""
    column = {"splits": "across", "labels": "relabelled", "groups": "regrouped"}.get(kind)
    return pairs if column is None else pairs[pairs[column]]


@st.cache_data(max_entries=8, show_spinner=False)
def _pairs(_run: Run, key: str) -> pd.DataFrame:
    found, samples = _run.duplicates, _run.samples
    if found is None:
        return pd.DataFrame()
    places = pd.Index(samples["sample"])
    left, right = places.get_indexer(found["sample"]), places.get_indexer(found["other"])
    known = (left >= 0) & (right >= 0)
    left, right = left[known], right[known]
    groups = samples["group"].to_numpy()
    pairs = pd.DataFrame(
        {
            "left": left,
            "right": right,
            "distance": found["distance"].to_numpy()[known],
            "exact": found["exact"].to_numpy()[known],
            "across": samples["split"].to_numpy()[left] != samples["split"].to_numpy()[right],
            "relabelled": samples["label"].to_numpy()[left] != samples["label"].to_numpy()[right],
            "regrouped": (groups[left] != groups[right]) & (groups[left] != "") & (groups[right] != ""),
            "grouped": (groups[left] == groups[right]) & (groups[left] != ""),
        }
    )
    alike = found["correlation"].to_numpy()[known]
    grave = pairs["across"].to_numpy() * 2 + pairs["relabelled"].to_numpy()
    order = np.lexsort((pairs["left"], -alike, pairs["distance"], ~pairs["exact"], -grave))
    return pairs.iloc[order].reset_index(drop=True)
