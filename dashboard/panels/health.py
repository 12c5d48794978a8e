"""Run health: warnings in plain words at the top of the page, and every check with its figure over epochs."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from analysis.store.findings import DIFFERENCE, FINE, NOT_APPLICABLE, NOTE, SHARE, WARNING, Finding
from analysis.store.reader import Run
from dashboard import look
from dashboard.markup import Markup, element, join, show
from dashboard.panels.epoch_bars import epoch_bars

_FLAG = re.compile(r"(--[a-z-]+(?: (?:[\d.]*\d|focal|cosine))?)")

FULL = 0.1  # share, or difference of two accuracies: the height of a bar that matters
STATES = {WARNING: "warning", NOTE: "earlier epochs", FINE: "fine", NOT_APPLICABLE: "not applicable"}
NEVER = (
    "Not examined: this run was analysed before there were health checks. Run the same analysis again, it adds them."
)
SCORES_ONLY = "Not examined: this run holds scores only; health is checked in the runs of the models it was made from."


def warnings(findings: Sequence[Finding]) -> list[Markup]:
    """One paragraph for each check that warns: what it means, the numbers, what to do."""
    return [
        element("p", element("b", f"{finding.title}: "), f"{finding.words} ", with_flags(finding.advice), css="warning",
                role="status")
        for finding in findings
        if finding.level == WARNING
    ]  # fmt: skip


def with_flags(text: str) -> Markup:
    """Text in which options of a command line ("--epochs 3") stay whole, ready to be copied."""
    parts = _FLAG.split(text)
    return join(*(element("code", part, css="flag") if place % 2 else part for place, part in enumerate(parts)))


def verdict(findings: Sequence[Finding]) -> str:
    """All checks in one line."""
    done = [finding for finding in findings if finding.level != NOT_APPLICABLE]
    bad = sum(finding.level == WARNING for finding in done)
    notes = sum(finding.level == NOTE for finding in done)
    said = look.counted(bad, "warning") if bad else "No problem found"
    earlier = f"; {look.counted(notes, 'check')} flagged earlier epochs" if notes else ""
    return f"{said} in {look.counted(len(done), 'check')}{earlier}."


def health(run: Run) -> None:
    """Draw the line, the table, and what was checked and how behind a click."""
    findings = run.findings
    show(element("h2", "Run health"))
    if not findings:
        show(element("p", NEVER if run.has_embeddings else SCORES_ONLY, css="note"))
        return
    show(element("p", verdict(findings)))
    rows = [_row(finding, run.health) for finding in findings]
    titles = ("Check", "Every epoch", f"Epoch {run.epochs[-1]}" if run.epochs else "Value", "")
    head = element("thead", element("tr", *(element("th", title, scope="col") for title in titles)))
    show(element("div", element("table", head, element("tbody", *rows), css="health"), css="wide"))
    with st.expander("What was checked, and what was found"):
        show(*(_explained(finding) for finding in findings))


def _row(finding: Finding, table: pd.DataFrame) -> Markup:
    state = element("td", STATES[finding.level], css=f"state {finding.level.replace('_', '-')}")
    return element(
        "tr",
        element("th", finding.title, scope="row"),
        element("td", _curve(finding, table)),
        element("td", _value(finding), css="number"),
        state,
    )


def _value(finding: Finding) -> str:
    if finding.value is None:
        return ""
    if finding.unit == SHARE:
        return look.share(finding.value)
    return f"{finding.value + 0.0:.3f}".replace("-", "−") if finding.unit == DIFFERENCE else look.number(finding.value)


def _curve(finding: Finding, table: pd.DataFrame) -> Markup:
    if finding.curve not in table:
        return Markup("")
    values = pd.to_numeric(table[finding.curve], errors="coerce").to_numpy(float)
    epochs = [int(epoch) for epoch in table["epoch"]]
    flagged = f", flagged at {len(finding.epochs)}" if finding.epochs else ""
    alt, full = f"{finding.title} over {len(epochs)} epochs{flagged}", FULL if finding.unit else 0.0
    return epoch_bars(epochs, values, marked=finding.epochs, full=full, alt=alt)


def _explained(finding: Finding) -> Markup:
    said = (finding.words, finding.detail, finding.advice)
    parts = [element("h3", finding.title), element("p", with_flags(" ".join(filter(None, said))))]
    if finding.found:
        parts.append(element("p", finding.found, css="note"))
    return element("section", *parts, css="explained-check")
