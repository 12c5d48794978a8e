"""What the dataset is in one line: how much there is, how rare the rarest class is, and what is wrong with it."""

from __future__ import annotations

import numpy as np

from analysis.store.reader import Run
from dashboard import look
from dashboard.duplicate_pairs import duplicate_pairs
from dashboard.markup import Markup, element, show
from dashboard.palette import BALANCED
from dashboard.sample_columns import metadata_columns


def data_facts(run: Run) -> None:
    """Draw the line."""
    blocks = [element("div", element("dt", term), element("dd", *words)) for term, words in facts(run).items()]
    show(element("dl", *blocks, css="headline"))


def facts(run: Run) -> dict[str, tuple[str | Markup, ...]]:
    """Term -> its words, the first of them large."""
    samples = run.samples
    groups = int(samples["group"][samples["group"] != ""].nunique())
    found: dict[str, tuple[str | Markup, ...]] = {"Samples": (look.count(len(samples)),)}
    if groups:
        found["Groups"] = (look.count(groups),)
    found["Classes"] = _classes(run)
    found["Missing metadata"] = _missing(run)
    found["Duplicates"] = _duplicates(run)
    found["Left out"] = (look.count(len(run.manifest.get("skipped") or [])),)
    return found


def _classes(run: Run) -> tuple[str | Markup, ...]:
    counts = np.bincount(run.labels[run.labels >= 0], minlength=len(run.classes))
    if len(counts) < 2:
        return (look.count(len(counts)),)
    if counts.max() < BALANCED * max(int(counts.min()), 1):
        return look.count(len(counts)), element("small", " balanced")
    rarest = int(counts.argmin())
    share = look.share(counts[rarest] / max(len(run.samples), 1))
    return look.count(len(counts)), element("small", f" rarest {run.classes[rarest][:24]} {share}")


def _missing(run: Run) -> tuple[str | Markup, ...]:
    columns = metadata_columns(run)
    if not columns:
        return ("–", element("small", " no metadata"))
    gaps = [column for column in columns if column.missing]
    values = sum(column.missing for column in gaps)
    where = f" in {gaps[0].name[:24]}" if len(gaps) == 1 else f" in {len(gaps)} columns"
    return look.count(values), element("small", where if gaps else f" in {look.counted(len(columns), 'column')}")


def _duplicates(run: Run) -> tuple[str | Markup, ...]:
    pairs = duplicate_pairs(run)
    if pairs is None:
        return ("–", element("small", " not looked for"))
    across = int(pairs["across"].sum())
    words = f" {look.count(across) if across else 'none'} across splits" if len(pairs) else ""
    return look.count(len(pairs)), element("small", words, css="grave" if across else "")
