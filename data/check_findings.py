"""What a check says: sections of facts, and remarks that stand against training or only ask to be looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from data.command_line import printable

PROBLEM = "problem"  # stands against training
WARNING = "warning"  # look at it; training may go on
EXAMPLES = 5  # samples named per remark


@dataclass(frozen=True)
class Remark:
    """One thing that was found.

    Attributes:
        level: "problem" or "warning".
        code: a name that stays the same, for programs.
        text: what was found and what to do, for people.
        count: how many samples, pairs or groups it concerns.
        samples: a few of their ids.
    """

    level: str
    code: str
    text: str
    count: int = 1
    samples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """One part of a check.

    Attributes:
        name: its key in the JSON report.
        facts: JSON values only.
        lines: the same for people, ready for a terminal.
        remarks: what was found.
    """

    name: str
    facts: dict[str, Any]
    lines: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = field(default=())


def few(names: Sequence[object]) -> str:
    """The first few of many names, safe for a terminal: `a, b, …`."""
    shown = ", ".join(printable(name) for name in list(names)[:EXAMPLES])
    return shown if len(names) <= EXAMPLES else f"{shown}, …"


def number(count: int, noun: str) -> str:
    """`1 pair`, `2 pairs`."""
    return f"{count:,} {noun}{'s' * (count != 1)}"


def examples(names: Sequence[object]) -> tuple[str, ...]:
    """The same few, for programs."""
    return tuple(str(name) for name in list(names)[:EXAMPLES])
