"""What the lines of a figure are, as a row of words above it: a figure's own legend takes its room from the curves."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.markup import Markup, element


def legend(lines: Sequence[tuple[str, str]]) -> Markup:
    """The row.

    Args:
        lines: (form, words) each; form is "solid", "dotted" or "dashed".
    """
    return element("p", *(element("span", element("i", css=form), words) for form, words in lines), css="legend")
