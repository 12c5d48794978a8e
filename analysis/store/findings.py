"""What the analysis found about a run's health, in the words the reader sees: entries of `health` in run.json."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

FINE, NOTE, WARNING, NOT_APPLICABLE = "fine", "note", "warning", "not_applicable"
SHARE, DIFFERENCE = "share", "difference"  # units of a figure; none for a plain number
LEVELS = (WARNING, NOTE, FINE, NOT_APPLICABLE)  # the most urgent first


TEXTS = ("check", "title", "words", "detail", "found", "advice", "unit", "curve")


@dataclass(frozen=True)
class Finding:
    """What one check says of a run.

    Attributes:
        check: its name in `analysis.health.registry`.
        title: the same in words.
        level: "warning" (the last epoch is concerned), "note" (only earlier epochs are), "fine" or "not_applicable".
        words: what was found, with numbers, and what it means.
        detail: further numbers, for a second look.
        found: how it was found and from which value on it is flagged.
        advice: what to do; "" where nothing is wrong.
        epochs: the epochs concerned, ascending.
        value: the figure of the last epoch that has one.
        unit: of the value, "share", "difference" (of two accuracies) or "".
        curve: column of health.parquet to draw over epochs; "" for none.
    """

    check: str
    title: str
    level: str
    words: str
    detail: str = ""
    found: str = ""
    advice: str = ""
    epochs: list[int] = field(default_factory=list)
    value: float | None = None
    unit: str = ""
    curve: str = ""

    def to_json(self) -> dict[str, Any]:
        """The manifest entry."""
        return asdict(self)


def from_json(entry: Mapping[str, Any]) -> Finding:
    """The finding of a manifest entry; what an older or newer analysis wrote differently is left at its default."""
    text = {name: str(entry.get(name) or "") for name in TEXTS}
    level = entry.get("level")
    value, epochs = entry.get("value"), entry.get("epochs")
    return Finding(
        **text,
        level=str(level) if level in LEVELS else NOTE,
        epochs=[int(epoch) for epoch in epochs] if isinstance(epochs, list) else [],
        value=float(value) if isinstance(value, int | float) else None,
    )
