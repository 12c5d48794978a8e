"""Training curves as the training program logged them."""

from __future__ import annotations

import io

import pandas as pd

from checkpoints.contract import CheckpointError
from data.locations import read_bytes

FIRST_EPOCH = 1  # CSVLogger counts from 0, ModelCheckpoint's file names from 1; 0 is the model before training


def read_history(location: str) -> pd.DataFrame:
    """Read a file of Keras' `CSVLogger`, with epochs counted as in checkpoint names.

    Args:
        location: path or URL of the CSV file.

    Returns:
        One row per logged epoch: `epoch` (int, the first trained epoch is 1), then every logged column as float
        (NaN where Keras wrote NA). Where an epoch was logged twice, the later row counts. Empty if nothing is logged.

    Raises:
        CheckpointError: the file is no such table.
    """
    wanted = "A history is what keras.callbacks.CSVLogger writes: a comma-separated table with a column 'epoch'."
    try:
        table = pd.read_csv(io.BytesIO(read_bytes(location)), skipinitialspace=True)
    except pd.errors.EmptyDataError:
        return pd.DataFrame({"epoch": pd.Series(dtype="int64")})
    except (pd.errors.ParserError, UnicodeDecodeError) as error:
        raise CheckpointError(f"{location} cannot be read as a table: {str(error).strip()}. {wanted}") from error
    if "epoch" not in table.columns:
        columns = ", ".join(map(str, table.columns[:8]))
        raise CheckpointError(f"{location} has no column 'epoch', only: {columns}. {wanted}")
    try:
        table = table.apply(pd.to_numeric).dropna(subset="epoch")
        table["epoch"] = table["epoch"].astype("int64") + FIRST_EPOCH
    except (ValueError, TypeError) as error:
        raise CheckpointError(f"{location} holds something else than numbers: {error}. {wanted}") from error
    rest = table.columns.drop("epoch")
    table[rest] = table[rest].astype("float64")
    table = table.drop_duplicates("epoch", keep="last").sort_values("epoch", ignore_index=True)
    return table[["epoch", *rest]]
