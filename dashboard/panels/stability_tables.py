"""The tables of the Stability part as they are shown: one line a sample or a pair, pictures as data URIs."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.stability import commonest
from analysis.store.reader import Run
from dashboard.changed_neighbors import Lists, Pairs, label_numbers, near
from dashboard.judged_sample import courses
from dashboard.picture_data import data_uris


def turnover_table(
    run: Run, rows: np.ndarray, changed: tuple[np.ndarray, np.ndarray], lists: Lists, epochs: tuple[int, int]
) -> pd.DataFrame:
    """Samples with what became of their neighborhoods.

    Args:
        rows: (m,) row numbers, in the order of the table.
        changed: (n,) turnover between the two epochs, and its mean from each epoch to the next.
        epochs: the two that are compared.
    """
    found = _samples(run, rows)
    found["Turnover"], found["Mean per step"] = changed[0][rows], changed[1][rows]
    labels, _ = label_numbers(run)
    for epoch in epochs:
        others = near(run, lists, epoch)[rows]
        there = others >= 0
        alike = ((labels[others] == labels[rows, None]) & there).sum(axis=1)
        found[f"Same label at {epoch}"] = alike / np.where(there.any(axis=1), there.sum(axis=1), np.nan)
    for epoch in epochs:
        found[f"Predicted at {epoch}"] = _predicted(run, rows, epoch)
    return _split_last(found)


def pairs_table(run: Run, pairs: Pairs, epochs: tuple[int, int]) -> pd.DataFrame:
    """Pairs with their distance at both epochs.

    Args:
        pairs: those of the table, in its order.
        epochs: the two that are compared.
    """
    left, right = pairs.rows.T
    found = pd.DataFrame({"Picture": data_uris(run, left), "Picture of other": data_uris(run, right)})
    found[f"Distance at {epochs[0]}"], found[f"Distance at {epochs[1]}"] = pairs.before, pairs.after
    for name, of, rows in (("Sample", "", left), ("Other", " of other", right)):
        found[name] = run.samples["sample"].iloc[rows].astype(str).to_numpy()
        found[f"Label{of}"] = run.samples["label"].iloc[rows].astype(str).to_numpy()
    groups = run.samples["group"].astype(str).to_numpy()
    known = (groups[left] != "") & (groups[right] != "")
    found["Group"] = np.where(known, np.where(groups[left] == groups[right], "same", "other"), "not given")
    return found


def odd_table(run: Run, rows: np.ndarray, times: np.ndarray, lists: Lists, epoch: int) -> pd.DataFrame:
    """Samples none of whose neighbors has their label, with the label that most of them have.

    Args:
        rows: (m,) row numbers, in the order of the table.
        times: (n,) at how many epochs each sample is odd.
    """
    found = _samples(run, rows)
    labels, names = label_numbers(run)
    common, share = commonest(labels, near(run, lists, epoch)[rows])
    found["Among"], found["Share"] = names[common], share
    found["Predicted"] = _predicted(run, rows, epoch)
    found["Own score"] = courses(run).own[run.epochs.index(epoch), rows]
    found["Epochs odd"] = times[rows]
    found["In its class"] = np.bincount(labels)[labels[rows]]
    return _split_last(found)


def _samples(run: Run, rows: np.ndarray) -> pd.DataFrame:
    found = pd.DataFrame({"Picture": data_uris(run, rows)})
    for column in ("sample", "label", "split"):
        found[column.capitalize()] = run.samples[column].iloc[rows].astype(str).to_numpy()
    return found


def _split_last(table: pd.DataFrame) -> pd.DataFrame:
    """The column that a narrow window may cut off is the one that says least."""
    return table[[*table.columns.drop("Split"), "Split"]]


def _predicted(run: Run, rows: np.ndarray, epoch: int) -> np.ndarray:
    said = courses(run).predicted[run.epochs.index(epoch), rows]
    return np.asarray(run.classes, dtype=object)[said]
