"""What the scatter may show of a run's samples under the pointer: thumbnails out of the atlas, scores in words."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.store.reader import Run
from dashboard.look import score
from dashboard.sample_thumbnails import REMEDY
from dashboard.scatter.thumbnails import Sight
from dashboard.thumbnail_sheet import thumbnail_sheet


def sight_of(run: Run, samples: Sequence[str]) -> Sight:
    """Pictures of some samples; ids come from a browser, those the run does not have are left out."""
    rows = {row: sample for sample in samples if (row := run.row(sample)) is not None}
    found, sheet = thumbnail_sheet(run, list(rows))
    absent = [row for row in rows if row not in set(found)]
    unread = any(row < run.thumbnails.count for row in absent)
    return Sight([rows[row] for row in found], sheet, [rows[row] for row in absent], _trouble(unread, len(absent)))


def _trouble(unread: bool, absent: int) -> str:
    if not absent:
        return ""
    what = "Some pictures cannot be read." if unread else "Some samples have no picture."
    return f"{what} {REMEDY}"


def score_lines(run: Run, epoch: int, samples: Sequence[str]) -> dict[str, str]:
    """The class with the highest score at an epoch, and that score, of the samples that the run has."""
    scores, lines = run.scores(epoch), {}
    for sample in samples:
        row = run.row(sample)
        if row is not None:
            best = int(scores[row].argmax())
            lines[sample] = f"predicted {run.classes[best]}, {score(float(scores[row, best]))}"
    return lines
