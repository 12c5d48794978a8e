"""Part of the check: samples per class, split and group, and whether the division can be trained on."""

from __future__ import annotations

import pandas as pd

from data.check_findings import PROBLEM, WARNING, Remark, Section, examples, few
from data.contract import SPLITS, UNSPLIT, Dataset
from data.split import LEFT_OUT, CannotSplit, assign
from data.text_table import text_table


def check_counts(dataset: Dataset) -> Section:
    """Count the samples that can be used, and judge the division."""
    samples = dataset.samples
    groups = samples["group"][samples["group"] != ""].nunique()
    line = f"{len(samples):,} samples, {len(dataset.classes)} classes, " + (
        f"{groups:,} groups" if groups else "no groups: every sample stands alone"
    )
    table = count_table(dataset)
    facts = {
        "rows": len(samples) + len(dataset.skipped),
        "samples": len(samples),
        "skipped": len(dataset.skipped),
        "groups": groups,
        "classes": {label: {key: int(table.loc[label, key]) for key in table} for label in table.index},
        "folds": {str(fold): int(n) for fold, n in samples["fold"].value_counts().sort_index().items() if fold >= 0},
    }
    remarks = (*_undivided(dataset), *_absent(dataset, table), *_straddling(samples), *_left_out(samples))
    return Section("counts", facts, (line, "", _as_text(table, groups)), remarks)


def count_table(dataset: Dataset) -> pd.DataFrame:
    """Samples (rows: classes; columns: the splits there are, `total`, and `groups` that hold samples of the class)."""
    samples = dataset.samples
    splits = [split for split in (*SPLITS, UNSPLIT) if (samples["split"] == split).any()]
    table = pd.crosstab(samples["label"], samples["split"]).reindex(
        index=list(dataset.classes), columns=splits, fill_value=0
    )
    groups = samples[samples["group"] != ""].groupby("label")["group"].nunique()
    return table.assign(total=table.sum(axis=1), groups=groups.reindex(table.index, fill_value=0)).astype(int)


def _as_text(table: pd.DataFrame, groups: int) -> str:
    splits = [column for column in table if column not in ("total", "groups")]
    total = max(1, int(table["total"].sum()))
    rows: list[list[object]] = []
    for label, row in table.iterrows():
        numbers: list[object] = [int(row[column]) for column in (*splits, "total")]
        rows.append([label, *numbers, f"{row['total'] / total:6.1%}", int(row["groups"])])
    sums: list[object] = [int(table[column].sum()) for column in (*splits, "total")]
    rows.append(["all", *sums, "100.0%", groups])
    header = ["class", *splits, "total", "share", "groups"]
    return text_table(header, rows) if groups else text_table(header[:-1], [row[:-1] for row in rows])


def _undivided(dataset: Dataset) -> list[Remark]:
    if not (dataset.samples["split"] == UNSPLIT).any():
        return []
    reason = "it is not divided into train, validation and test."
    try:
        assign(dataset)
    except CannotSplit as error:
        reason = str(error)
    return [Remark(PROBLEM, "not_divided", reason)]


def _absent(dataset: Dataset, table: pd.DataFrame) -> list[Remark]:
    if UNSPLIT in table:
        return []
    empty = pd.Series(0, table.index)
    untrained = [label for label in table.index if table.get("train", empty)[label] == 0]
    remarks = []
    if untrained:
        text = f"no training sample of {', '.join(map(repr, untrained))}. Add some, or remove the class."
        remarks.append(Remark(PROBLEM, "class_not_trained", text, len(untrained)))
    for split in ("validation", "test"):
        unseen = [label for label in table.index if split in table and table[split][label] == 0]
        if unseen:
            text = f"no {split} sample of {', '.join(map(repr, unseen))}: nothing can be said about the class there."
            remarks.append(Remark(WARNING, f"class_not_in_{split}", text, len(unseen)))
    return remarks


def _straddling(samples: pd.DataFrame) -> list[Remark]:
    names = _in_two_splits(samples, "group")
    if not names:
        return []
    text = (
        f"{len(names):,} groups lie in more than one split, so that near-copies of training samples are tested on: "
        f"{few(names)}. Correct the split column, or leave it out to have groups kept whole."
    )
    return [Remark(PROBLEM, "groups_straddle_splits", text, len(names), examples(names))]


def _left_out(samples: pd.DataFrame) -> list[Remark]:
    names = _in_two_splits(samples, LEFT_OUT) if LEFT_OUT in samples else []
    if not names:
        return []
    trained = set(samples[LEFT_OUT][samples["split"] == "train"]) - {""}
    others = samples[samples["split"] != "train"]
    text = (
        f"groups were left out as asked for (--no-groups), and {len(names):,} of them lie in more than one split: "
        f"{others[LEFT_OUT].isin(trained).mean():.1%} of the samples outside training share a group with one in it, so "
        "scores on them are too good."
    )
    return [Remark(WARNING, "groups_left_out", text, len(names), examples(names))]


def _in_two_splits(samples: pd.DataFrame, column: str) -> list[str]:
    splits = samples[samples[column] != ""].groupby(column)["split"].nunique()
    return list(splits.index[splits > 1])
