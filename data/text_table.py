"""Tables for the terminal: words to the left, numbers to the right."""

from __future__ import annotations

from collections.abc import Sequence

from data.command_line import printable


def text_table(header: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Lay out rows in columns.

    Args:
        header: a title per column.
        rows: cells; whole numbers get thousands separators, other text is made safe for a terminal.
    """
    cells = [[f"{cell:,}" if isinstance(cell, int) else printable(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(header, *cells, strict=True)]
    right = [bool(rows) and all(isinstance(row[place], int) for row in rows) for place in range(len(header))]

    def line(row: Sequence[str]) -> str:
        padded = [
            cell.rjust(width) if number else cell.ljust(width)
            for cell, width, number in zip(row, widths, right, strict=True)
        ]
        return "  ".join(padded).rstrip()

    return "\n".join([line(header), line(["-" * width for width in widths]), *map(line, cells)])
