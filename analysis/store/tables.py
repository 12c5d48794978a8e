"""Reading a store's parquet tables, and of those with one row or more an epoch the rows that still hold."""

from __future__ import annotations

import io

import pandas as pd

from analysis.contract import StoreError
from analysis.store import layout
from data.locations import exists, join, read_bytes


def read_table(location: str, name: str) -> pd.DataFrame:
    """One table of the store at `location`.

    Raises:
        StoreError: it is missing or cannot be read.
    """
    path = join(location, name)
    try:
        return pd.read_parquet(io.BytesIO(read_bytes(path)))
    except FileNotFoundError as error:
        raise StoreError(f"{path} is missing. Run the analysis again: it redoes what is missing.") from error
    except (OSError, ValueError) as error:
        raise StoreError(
            f"{path} cannot be read ({error}). Delete it and run the analysis again: it redoes what is missing."
        ) from error


def epoch_rows(location: str, name: str, epochs: list[int]) -> pd.DataFrame:
    """One row per complete epoch of an optional table, ascending; empty with a column `epoch` when it is not there."""
    if not exists(join(location, name)):
        return pd.DataFrame({"epoch": []})
    table = read_table(location, name)
    return table[table["epoch"].isin(epochs)].sort_values("epoch", ignore_index=True)


def pair_rows(location: str, name: str, epochs: list[int]) -> pd.DataFrame:
    """The pairs (`epoch`, `other`) of these epochs in an optional table; empty, with both columns, without any."""
    if not epochs or not exists(join(location, name)):
        return pd.DataFrame({"epoch": [], "other": []})
    table = read_table(location, name)
    return table[table["epoch"].isin(epochs) & table["other"].isin(epochs)].reset_index(drop=True)


def baseline_rows(location: str, entry: dict | None, epochs: list[int]) -> pd.DataFrame:
    """The figures of the linear models that are still true: those of pixels and of complete epochs.

    Args:
        entry: the manifest's own about them; without `epochs` there are no figures.
    """
    if not exists(join(location, layout.BASELINES)) or "epochs" not in (entry or {}):
        return pd.DataFrame(columns=["epoch", "input", "model", "split", "metric", "value", "low", "high"])
    table = read_table(location, layout.BASELINES)
    return table[table["epoch"].isna() | table["epoch"].isin(epochs)].reset_index(drop=True)


def known_entry(location: str, manifest: dict, stage: str, *tables: str) -> dict:
    """What the manifest says of a stage's result; empty where it says nothing, or a table of the result is gone."""
    entry = manifest.get(stage) or {}
    return entry if entry and all(exists(join(location, name)) for name in tables) else {}


def epochs_seen(manifest: dict) -> dict[str, str]:
    """Every complete epoch, as text, and the SHA-256 of its checkpoint: what a stage notes of what it has seen."""
    return {str(entry["epoch"]): entry.get("sha256", "") for entry in manifest["epochs"]}


def current_epochs(manifest: dict, stage: str) -> list[int]:
    """Complete epochs whose checkpoint is the one that a stage has seen.

    Args:
        manifest: run.json as a dict.
        stage: a key of the manifest; its entry holds `epochs`, epoch (as text) -> SHA-256 of the checkpoint.
    """
    seen = (manifest.get(stage) or {}).get("epochs", {})
    return sorted(
        int(entry["epoch"])
        for entry in manifest["epochs"]
        if seen.get(str(entry["epoch"]), False) == entry.get("sha256", "")
    )
