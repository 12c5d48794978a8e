"""Part of the check: pictures that occur twice, and whether that leaks from one split or label into another."""

from __future__ import annotations

import pandas as pd

from data.check_findings import PROBLEM, WARNING, Remark, Section, examples, few, number
from data.contract import Dataset
from data.duplicates import find_duplicates
from data.inspection import Inspection

LISTED = 1000  # pairs in the JSON report, those across groups first


def check_duplicates(dataset: Dataset, seen: Inspection) -> Section:
    """Look for copies; near-copies within a group are expected, because they show one lesion or patient."""
    pairs = find_duplicates(dataset, seen)
    counts = {
        "exact": int(pairs["exact"].sum()),
        "near": int((~pairs["exact"]).sum()),
        "within_group": int(pairs["same_group"].sum()),
        "across_groups": int((~pairs["same_group"]).sum()),
        "across_splits": int((~pairs["same_split"]).sum()),
        "across_labels": int((~pairs["same_label"]).sum()),
    }
    listed = pairs.sort_values("same_group", kind="stable").head(LISTED)
    facts = {**counts, **pairs.attrs, "pairs": listed.round({"correlation": 4}).to_dict("records")}
    return Section("duplicates", facts, (_line(counts),), tuple(_remarks(pairs)))


def _line(counts: dict[str, int]) -> str:
    if not counts["exact"] + counts["near"]:
        return "No picture occurs twice."
    return (
        f"Duplicates: {number(counts['exact'], 'pair')} of identical files, {counts['near']:,} of near-identical "
        f"pictures; {counts['within_group']:,} within a group (as expected), {counts['across_groups']:,} not, "
        f"{counts['across_splits']:,} across splits, {counts['across_labels']:,} across labels."
    )


def _remarks(pairs: pd.DataFrame) -> list[Remark]:
    exact = pairs["exact"]
    kinds = [
        (PROBLEM, "copies_across_splits", exact & ~pairs["same_split"], _COPIES),
        (WARNING, "near_duplicates_across_splits", ~exact & ~pairs["same_split"], _NEAR_SPLITS),
        (WARNING, "duplicates_across_labels", ~pairs["same_label"], _LABELS),
        (WARNING, "duplicates_across_groups", ~pairs["same_group"] & pairs["same_split"], _GROUPS),
    ]
    remarks = [_remark(level, code, pairs[rows], text) for level, code, rows, text in kinds if rows.any()]
    if not pairs.attrs["complete"]:
        text = "so many pictures are alike that the search was stopped; there are more pairs than are counted here."
        remarks.append(Remark(WARNING, "duplicates_not_complete", text, len(pairs)))
    return remarks


_COPIES = "of identical files in different splits, so that training samples are tested on"
_NEAR_SPLITS = "of near-identical pictures in different splits; where both show one thing, the score is too good"
_LABELS = "of duplicates with different labels; one of the two is wrong where both show one thing"
_GROUPS = "of duplicates without a common group; give them one where both show one thing"


def _remark(level: str, code: str, pairs: pd.DataFrame, text: str) -> Remark:
    names = [f"{one} – {other}" for one, other in zip(pairs["sample"], pairs["other"], strict=True)]
    advice = " Remove one of each, or give both one group." if level == PROBLEM else ""
    return Remark(
        level, code, f"{number(len(pairs), 'pair')} {text}: {few(names)}.{advice}", len(pairs), examples(names)
    )
