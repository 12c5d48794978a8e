"""Pictures that the analysis could not use: counted by reason, listed on demand."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from analysis.store.reader import Run
from dashboard.look import counted
from dashboard.markup import element, show

_LISTED = 200  # lines; the rest is counted


def left_out(run: Run) -> None:
    """Draw the list; nothing when every picture was used."""
    skipped = run.manifest.get("skipped") or []
    if not skipped:
        return
    with st.expander(f"{counted(len(skipped), 'picture')} left out"):
        reasons = Counter(str(entry.get("reason", "no reason given")) for entry in skipped)
        if len(reasons) < len(skipped):
            show(element("ul", *(element("li", f"{count} × {reason}") for reason, count in reasons.most_common(20))))
        names = ("sample", "file", "reason")
        rows = [element("tr", *(element("td", str(entry.get(name, ""))) for name in names)) for entry in skipped]
        head = element("tr", *(element("th", name.capitalize(), scope="col") for name in names))
        show(element("table", element("thead", head), element("tbody", *rows[:_LISTED]), css="plain"))
        if len(rows) > _LISTED:
            show(element("p", f"And {len(rows) - _LISTED} more; all are in run.json.", css="note"))
