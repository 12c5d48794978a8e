"""From flagged epochs to a finding: a warning where the last epoch is concerned, a note where only earlier ones are."""

from __future__ import annotations

import math
from types import ModuleType
from typing import Any

import pandas as pd

from analysis.store.findings import FINE, NOT_APPLICABLE, NOTE, WARNING, Finding


def flagged(
    check: Any, table: pd.DataFrame, bad: pd.Series, *, fine: str, words: str, advice: str, detail: str = ""
) -> Finding:
    """The finding of a check.

    Args:
        check: its module.
        table: health.parquet, ascending.
        bad: (rows of table,) bool, the epochs that it flags.
        fine: what is said when there are none.
        words: what is said when there are, of the worst or the last of them.
        detail: further numbers.
        advice: what to do where the last epoch is among them.
    """
    epochs = [int(epoch) for epoch in table["epoch"][bad]]
    if not epochs:
        return _finding(check, table, level=FINE, words=fine, detail=detail)
    last = bool(bad.iloc[-1])
    since = "" if last else f" The last epoch, {int(table['epoch'].iloc[-1])}, is no longer concerned."
    level = WARNING if last else NOTE
    said = {"words": f"{words}{since}", "detail": detail, "advice": advice if last else ""}
    return _finding(check, table, level=level, epochs=epochs, **said)


def not_applicable(check: Any, words: str) -> Finding:
    """The finding of a check that cannot judge this run, with the reason."""
    return Finding(name_of(check), check.TITLE, NOT_APPLICABLE, words, found=check.FOUND)


def name_of(check: ModuleType | Any) -> str:
    """A check's name: its module's."""
    return str(check.__name__).rsplit(".", 1)[-1]


def one_to_many(epochs: list[int]) -> str:
    """Epochs in words: "epoch 3", "epochs 1 to 4", "epochs 1, 2 and 5"."""
    if len(epochs) == 1:
        return f"epoch {epochs[0]}"
    if len(epochs) > 2 and epochs == list(range(epochs[0], epochs[-1] + 1)):
        return f"epochs {epochs[0]} to {epochs[-1]}"
    if len(epochs) > 6:
        return f"{len(epochs)} epochs, the first {epochs[0]}, the last {epochs[-1]}"
    return f"epochs {', '.join(map(str, epochs[:-1]))} and {epochs[-1]}"


def estimate(value: float, low: float, high: float) -> str:
    """A difference with its interval, two decimals: `0.51 [0.46, 0.57]`."""
    return f"{value:.2f} [{low:.2f}, {high:.2f}]".replace("-", "−")


def percent(share: float) -> str:
    """A share as per cent, at most three significant digits."""
    return f"{100 * share:.3g} %"


def _finding(check: Any, table: pd.DataFrame, **said: Any) -> Finding:
    value = float(table[check.CURVE].dropna().iloc[-1]) if _drawn(check, table) else None
    finite = value is not None and math.isfinite(value)
    return Finding(
        name_of(check),
        check.TITLE,
        found=check.FOUND,
        curve=check.CURVE,
        unit=check.UNIT,
        value=value if finite else None,
        **said,
    )


def _drawn(check: Any, table: pd.DataFrame) -> bool:
    return bool(check.CURVE) and check.CURVE in table and bool(table[check.CURVE].notna().any())
