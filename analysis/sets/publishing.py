"""The last steps of every run of scores: write it, judge it, and only then say what it was made from."""

from __future__ import annotations

from analysis.evaluation import update_metrics
from analysis.store.reader import Run
from analysis.store.score_run import ScoreRun, finish, write_score_run


def publish(out: str, made: ScoreRun, pictures: Run) -> None:
    """Write a run of scores with its metrics; killed before the end, the same command writes it again.

    Args:
        out: the run store to write.
        pictures: a run with thumbnails of every sample.

    Raises:
        StoreError: the place holds the run of a model.
    """
    writer = write_score_run(out, made, pictures)
    update_metrics(writer, keep=False)
    finish(writer, made.key)
