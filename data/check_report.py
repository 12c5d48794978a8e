"""A check's result as text for people and as JSON for programs."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from data.check_findings import PROBLEM, WARNING, Remark, Section
from data.command_line import printable
from data.contract import Dataset

FORMAT = 1


@dataclass(frozen=True)
class Report:
    """What a check found.

    Attributes:
        dataset: the samples that can be used.
        sections: one per part of the check.
    """

    dataset: Dataset
    sections: tuple[Section, ...]

    @property
    def problems(self) -> tuple[Remark, ...]:
        """What stands against training; none: trainable."""
        return self._of(PROBLEM)

    @property
    def warnings(self) -> tuple[Remark, ...]:
        """What should be looked at; training may go on."""
        return self._of(WARNING)

    @property
    def text(self) -> str:
        """The report for a terminal."""
        dataset = self.dataset
        lines = [f"Dataset {printable(dataset.name)} ({dataset.kind}) in {printable(dataset.location)}"]
        for section in self.sections:
            lines += [*section.lines, ""] if section.lines else []
        lines += [f"Look at this: {printable(remark.text)}" for remark in self.warnings]
        lines += [f"Not trainable as it is: {printable(remark.text)}" for remark in self.problems] or ["Trainable."]
        return "\n".join(lines)

    def to_json(self) -> str:
        """The report for programs: `trainable`, `problems`, `warnings`, and one entry per section."""
        dataset = self.dataset
        facts = {
            "format": FORMAT,
            "dataset": {"name": dataset.name, "kind": dataset.kind, "location": dataset.location},
            "trainable": not self.problems,
            "problems": [asdict(remark) for remark in self.problems],
            "warnings": [asdict(remark) for remark in self.warnings],
            **{section.name: section.facts for section in self.sections},
        }
        return json.dumps(facts, indent=2, ensure_ascii=False, allow_nan=False)

    def _of(self, level: str) -> tuple[Remark, ...]:
        return tuple(remark for section in self.sections for remark in section.remarks if remark.level == level)
