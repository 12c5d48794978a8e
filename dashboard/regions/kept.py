"""The two regions that are looked at side by side, kept in the session and the address under `region_a`, `region_b`."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from analysis.contract import StoreError
from analysis.store.reader import Run
from dashboard.regions.address_form import from_text, to_text
from dashboard.regions.definition import Region, cleaned
from dashboard.regions.members import members
from dashboard.selection import Selection, choose, parameters

COLORS = {"a": "#1e78c3", "b": "#e15a00"}  # of the two slots, on light and dark; told apart by color-blind eyes


@dataclass(frozen=True)
class Kept:
    """A region that the run has.

    Attributes:
        slot: "a" or "b".
        region: its definition.
        rows: (m,) int64 row numbers, rising; perhaps none.
    """

    slot: str
    region: Region
    rows: np.ndarray

    @property
    def title(self) -> str:
        """The reader's name for it, or its letter."""
        return self.region.name or f"Region {self.slot.upper()}"

    @property
    def color(self) -> str:
        return COLORS[self.slot]


def parameter_of(slot: str) -> str:
    """Its name in the address."""
    return f"region_{slot}"


def kept(run: Run, selection: Selection) -> tuple[dict[str, Kept], dict[str, str]]:
    """What the slots hold.

    Returns:
        Slot -> region, and slot -> why what the address names cannot be shown; empty slots are in neither.
    """
    found, problems = {}, {}
    for slot in COLORS:
        text = parameters().get(parameter_of(slot))
        if not text:
            continue
        try:
            region = from_text(text, len(run.samples))
            found[slot] = Kept(slot, region, members(run, selection.run, region))
        except StoreError as error:
            problems[slot] = str(error)
    return found, problems


def free_slot() -> str:
    """The slot for the next region: the first empty one, else the second."""
    return next((slot for slot in COLORS if not parameters().get(parameter_of(slot))), list(COLORS)[-1])


def keep(slot: str, region: Region) -> None:
    """Put a region into a slot. Same rule as `choose`. Raises StoreError where it is too long for an address."""
    choose(**{parameter_of(slot): to_text(region)})


def rename(slot: str, region: Region, name: str) -> None:
    """Give it another name, "" for none."""
    keep(slot, replace(region, name=cleaned(name)))


def drop(slot: str) -> None:
    """Empty a slot."""
    choose(**{parameter_of(slot): None})
