"""Run health: warnings in plain words at the top of the page, and every check with its figure over epochs."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from analysis.store.findings import FINE, NOT_APPLICABLE, NOTE, WARNING, Finding
from analysis.store.reader import Run
from dashboard import look
from dashboard.markup import Markup, element, show
from dashboard.panels.sparkline import sparkline

STATES = {WARNING: "warning", NOTE: "earlier epochs", FINE: "fine", NOT_APPLICABLE: "not applicable"}
NEVER = (
    "Not examined: this run was analysed before there were health checks. Run the same analysis again, it adds them."
)
SCORES_ONLY = "Not examined: this run holds scores only; health is checked in the runs of the models it was made from."


def warnings(findings: Sequence[Finding]) -> list[Markup]:
    """One paragraph for each check that warns: what it means, the numbers, what to do."""
    return [
        element("p", element("b", f"{finding.title}: "), f"{finding.words} ", element("span", finding.advice),
                css="warning", role="status")
        for finding in findings
        if finding.level == WARNING
    ]  # fmt: skip


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
    show(element("p", verdict(findings), css="check"))
    rows = [_row(finding, run.health) for finding in findings]
    show(element("div", element("table", element("tbody", *rows), css="health"), css="wide"))
    with st.expander("What was checked, and what was found"):
        show(*(_explained(finding) for finding in findings))


def _row(finding: Finding, table: pd.DataFrame) -> Markup:
    state = element("td", STATES[finding.level], css=f"state {finding.level.replace('_', '-')}")
    value = look.number(finding.value) if finding.value is not None else ""
    return element(
        "tr",
        element("th", finding.title, scope="row"),
        element("td", _curve(finding, table)),
        element("td", value, css="number"),
        state,
    )


def _curve(finding: Finding, table: pd.DataFrame) -> Markup:
    if finding.curve not in table:
        return Markup("")
    values = pd.to_numeric(table[finding.curve], errors="coerce").to_numpy(float)
    epochs = [int(epoch) for epoch in table["epoch"]]
    flagged = f", flagged at {len(finding.epochs)}" if finding.epochs else ""
    return sparkline(epochs, values, marked=finding.epochs, alt=f"{finding.title} over {len(epochs)} epochs{flagged}")


def _explained(finding: Finding) -> Markup:
    parts = [element("h3", finding.title), element("p", f"{finding.words} {finding.advice}".strip())]
    if finding.found:
        parts.append(element("p", finding.found, css="note"))
    return element("section", *parts, css="explained-check")
