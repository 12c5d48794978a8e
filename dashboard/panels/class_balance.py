"""How many samples each class has in each split."""

from __future__ import annotations

import pandas as pd

from analysis.store.reader import Run
from dashboard import look
from dashboard.markup import Markup, element, show
from dashboard.palette import class_colors

ORDER = ("train", "validation", "test", "all")
_ALWAYS = 24  # classes shown before the rest folds away

READING = "Shares are of the split. A figure over all classes alike (balanced accuracy, macro AUROC) leans on the rare."


def class_balance(run: Run) -> None:
    """Draw the table."""
    counts = balance(run)
    colors = class_colors(run)
    rows = [_row(str(name), counts.loc[name], counts.sum(), colors) for name in counts.index]
    show(element("h2", "Class balance"), _table(counts, rows[:_ALWAYS]))
    if len(rows) > _ALWAYS:
        folded = element("summary", f"{len(rows) - _ALWAYS} more classes")
        show(element("details", folded, _table(counts, rows[_ALWAYS:])))
    show(*(element("p", words, css="warning") for words in gaps(counts)), element("p", READING, css="note"))


def balance(run: Run) -> pd.DataFrame:
    """Samples by class (rows, in the model's order) and split (columns, those that the run has): (c, splits) int."""
    table = pd.crosstab(run.samples["label"], run.samples["split"])
    return table.reindex(index=run.classes, columns=[split for split in ORDER if split in run.splits], fill_value=0)


def gaps(counts: pd.DataFrame) -> list[str]:
    """What is missing, in words: classes without samples in a split."""
    found = []
    for split in counts.columns:
        without = [str(name) for name in counts.index[counts[split] == 0]]
        if without:
            names = ", ".join(without[:5]) + (f" and {len(without) - 5} more" if len(without) > 5 else "")
            found.append(f"No samples in {split}: {names}. Figures of that split say nothing about them.")
    return found


def _table(counts: pd.DataFrame, rows: list[Markup]) -> Markup:
    totals = (element("th", f"{split} {look.count(int(counts[split].sum()))}", scope="col") for split in counts.columns)
    head = element("tr", element("th", "Class", scope="col"), *totals)
    return element("table", element("thead", head), element("tbody", *rows), css="balance")


def _row(name: str, counts: pd.Series, totals: pd.Series, colors: dict[str, str]) -> Markup:
    cells = []
    for split, count in counts.items():
        part = count / totals[split] if totals[split] else 0.0
        bar = element("i", style=f"width:{100 * part:.1f}%;background:{colors[name]}")
        numbers = element("span", element("b", look.count(int(count))), element("small", look.share(part)))
        cells.append(element("td", numbers, element("div", bar, css="track")))
    dot = element("i", css="dot", style=f"background:{colors[name]}")
    return element("tr", element("th", dot, name, scope="row", title=name), *cells)
