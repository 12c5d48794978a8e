"""Sensitivity, specificity, precision and F1 of every class, each with its interval, as one table."""

from __future__ import annotations

import math

from analysis.metrics import class_table
from dashboard import look
from dashboard.judgement import Judgement
from dashboard.markup import Markup, element, show

COLUMNS = {
    "sensitivity": "Sensitivity",
    "specificity": "Specificity",
    "precision": "Precision",
    "f1": "F1",
}
READING = (
    "Each class against all others; thin bars are 95 % intervals over samples taken as independent, so with several "
    "pictures per lesion the truth is wider. Precision and F1 hold for this split's class balance only."
)


def classes_table(judged: Judgement, colors: dict[str, str], *, marked: str | None = None) -> None:
    """Draw the table.

    Args:
        judged: what the model said.
        colors: class -> hex color.
        marked: the class whose curves are shown; its row is set off.
    """
    table = class_table(judged.labels, judged.predictions, judged.classes)
    head = element(
        "tr",
        element("th", "Class", scope="col"),
        *(element("th", words, scope="col", css="number") for words in ("Samples", "Predicted", *COLUMNS.values())),
    )
    rows = [
        element(
            "tr",
            element("th", element("i", style=f"background:{colors[name]}"), name, scope="row", title=name),
            element("td", look.count(int(row["support"])), css="number"),
            element("td", look.count(int(row["predicted"])), css="number"),
            *(_estimate(row[column], row[f"{column}_low"], row[f"{column}_high"]) for column in COLUMNS),
            css="marked" if name == marked else "",
        )
        for name, (_, row) in zip(judged.classes, table.iterrows(), strict=True)
    ]
    show(
        element("h2", "Class by class"),
        element("div", element("table", element("thead", head), element("tbody", *rows), css="classes"), css="wide"),
        element("p", READING, css="reading"),
    )


def _estimate(value: float, low: float, high: float) -> Markup:
    low, high = round(low, 9), round(high, 9)  # an end that is 0 comes as 1e-17
    if not math.isfinite(value):
        return element("td", "–", css="number undefined", title="Undefined: no samples to take it from")
    parts = [element("b", look.number(value)), element("span", look.interval(low, high), css="interval")]
    if math.isfinite(low) and math.isfinite(high):
        whisker = element("s", style=f"left:{100 * low:.1f}%;width:{100 * (high - low):.1f}%")
        parts.append(element("span", whisker, element("u", style=f"left:{100 * value:.1f}%"), css="bar"))
    return element("td", *parts, css="number")
