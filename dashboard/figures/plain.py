"""Untrusted words (labels, ids) as words in a figure: Plotly reads a kind of HTML in every text."""

from __future__ import annotations

import html
import unicodedata

LONGEST = 24  # characters; what is cut ends in an ellipsis


def plain(text: str, *, longest: int = LONGEST) -> str:
    """One line of text that Plotly shows as it is written.

    Args:
        text: anything: tags, newlines, control characters.
        longest: characters kept.
    """
    visible = "".join(
        " " if unicodedata.category(letter)[0] in "CZ" and letter != "\u200d" else letter for letter in text
    )
    line = " ".join(visible.split())
    if len(line) > longest:
        line = line[: longest - 1].rstrip() + "…"
    return html.escape(line, quote=False) or "(blank)"


def distinct(names: list[str], *, longest: int = LONGEST) -> list[str]:
    """Plain names that stay different from each other after cutting: a Plotly axis merges equal ones."""
    shown = [plain(name, longest=longest) for name in names]
    return [name if shown.count(name) == 1 else f"{name} ({place + 1})" for place, name in enumerate(shown)]
