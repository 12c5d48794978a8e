"""The histories of several runs in one table: an epoch a row, a run a column."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from checkpoints.epoch_end import HISTORY
from checkpoints.history import read_history
from data.locations import join

METRICS = ("loss", "val_loss", "accuracy", "val_accuracy")


def side_by_side(runs: Sequence[tuple[str, str]]) -> str:
    """A table as text for each of `METRICS` that was logged.

    Args:
        runs: (name in the heading, folder) of each.
    """
    histories = {name: read_history(join(folder, HISTORY)).set_index("epoch") for name, folder in runs}
    tables = []
    for metric in METRICS:
        columns = {name: table[metric] for name, table in histories.items() if metric in table}
        if columns:
            tables.append(
                f"{metric} per epoch\n"
                + pd.DataFrame(columns).to_string(float_format=lambda value: f"{value:.4f}", na_rep="-")
            )
    return "\n\n".join(tables)
