"""What stands under, on and around one small picture."""

from __future__ import annotations

from dataclasses import dataclass

MARKS = ("", "gained", "lost", "selected", "in view")  # each has a word and a line style of its own, never color alone


@dataclass(frozen=True)
class Caption:
    """The words under one picture; any text, shown as text.

    Attributes:
        title: first line, usually the label.
        detail: second line, usually a figure.
        color: "#rrggbb" of the small square before the title, usually the class's; None for no square.
    """

    title: str
    detail: str = ""
    color: str | None = None


@dataclass(frozen=True)
class Tile:
    """One button of a grid.

    Attributes:
        id: what comes back when it is picked; unique within the grid.
        caption: the words under the picture.
        note: third line, quieter: a sample's id.
        mark: one of `MARKS`.
    """

    id: str
    caption: Caption
    note: str = ""
    mark: str = ""

    def spoken(self) -> str:
        """The tile in words, for a screen reader and the tooltip."""
        parts = (self.caption.title, self.caption.detail, self.note, self.mark)
        return ", ".join(part for part in parts if part)
