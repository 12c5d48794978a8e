"""The members of a run of scores: what went in, with which weight, and what the whole gains over each."""

from __future__ import annotations

from analysis.store.reader import Run
from dashboard import look
from dashboard.markup import Markup, element, show
from dashboard.panels.headline import TITLES
from dashboard.scores_only import member_links

METRICS = ("balanced_accuracy", "macro_auroc")
KINDS = {"checkpoints": "one model", "out_of_fold": "out of fold", "ensemble": "ensemble", "metadata": "metadata"}
NUMBER = "number"

FOLDS_READING = (
    "Each fold's own figures, on what it held out, compare scores of one model; the figures above pool scores of "
    "different models, so where folds are calibrated differently the pooled AUROC is the lower one."
)
GAIN_READING = (
    "Gain: the figure of this run minus the member's, on the same samples; the interval is of the difference (paired "
    "bootstrap over whole groups). One that holds 0 says that the member alone may be as good."
)


def members(run: Run, split: str) -> None:
    """Draw the table and the links to the members.

    Args:
        split: the split in view; members are judged on held-out splits only.
    """
    entries = [member for member in run.manifest.get("members") or [] if isinstance(member, dict)]
    how = (run.manifest.get("set") or {}).get("reads")
    show(element("h2", "Made of"), element("p", str(how), css="reading") if how else "")
    shown = split if any(split in (entry.get("figures") or {}) for entry in entries) else _judged_on(entries)
    columns = _columns(entries, shown)
    head = element("tr", *(element("th", title, scope="col") for title in columns))
    rows = [element("tr", *(_cell(cell(entry)) for cell in columns.values())) for entry in entries]
    table = element("table", element("thead", head), element("tbody", *rows), css="plain members")
    show(element("div", table, css="wide"))
    gains = any(entry.get("gain") for entry in entries)
    notes = [f"Figures on split {shown}."] if shown else []
    notes += [GAIN_READING] if gains else [FOLDS_READING] if run.kind == "out_of_fold" else []
    if notes:
        show(element("p", " ".join(notes), css="reading"))
    show(element("p", "Open a member:", css="note"))
    member_links(run, "overview")


def _judged_on(entries: list[dict]) -> str:
    return next((split for entry in entries for split in entry.get("figures") or {}), "")


def _columns(entries: list[dict], split: str) -> dict:
    """Title -> function of a member's entry that gives the cell."""
    columns: dict = {
        "Run": lambda entry: str(entry.get("run", "")),
        "Kind": lambda entry: KINDS.get(str(entry.get("kind")), str(entry.get("kind", ""))),
    }
    if any("epoch" in entry for entry in entries):
        columns["Epoch"] = lambda entry: str(entry.get("epoch", ""))
    if any(entry.get("scores") == "tta" for entry in entries):
        columns["Scores"] = lambda entry: "augmented" if entry.get("scores") == "tta" else "plain"
    if any("weight" in entry for entry in entries):
        columns["Weight"] = lambda entry: look.score(entry.get("weight"))
    if any("held_out" in entry for entry in entries):
        columns["Held out"] = lambda entry: look.count(int(entry.get("held_out", 0)))
    for part, prefix in (("figures", ""), ("gain", "Gain, ")):
        for metric in METRICS:
            if any(metric in (entry.get(part) or {}).get(split, {}) for entry in entries):
                title = TITLES[metric] if not prefix else prefix + TITLES[metric].lower().replace("auroc", "AUROC")
                columns[title] = lambda entry, part=part, metric=metric: _figure(entry, part, split, metric)
    return columns


def _figure(entry: dict, part: str, split: str, metric: str) -> list[str]:
    value, low, high = (entry.get(part) or {}).get(split, {}).get(metric, (None, None, None))
    if part == "gain":
        return [element("b", look.gain(value)), " ", element("small", look.gains(low, high))]
    return [element("b", look.number(value)), " ", element("small", look.interval(low, high))]


def _cell(content: str | list[str]) -> Markup:
    return element("td", *content) if isinstance(content, list) else element("td", content)
