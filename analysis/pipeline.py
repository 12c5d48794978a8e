"""`analysis run`: a folder of checkpoints and a dataset become a run store, stage by stage, each one resumable."""

from __future__ import annotations

import errno
from dataclasses import dataclass

from analysis.contract import StoreError
from analysis.inputs import Inputs, inputs_due
from analysis.request import Request
from analysis.stages import STAGES
from analysis.store.writer import RunWriter
from analysis.subject import identify
from analysis.timing import timed


@dataclass(frozen=True)
class Done:
    """How much one call of `analyse` did, stage by stage; all zero when the store was up to date."""

    pictures: int = 0
    duplicates: int = 0
    epochs: int = 0
    neighbors: int = 0  # lists added to epochs that were complete before
    tta: int = 0
    metrics: int = 0
    health: int = 0
    baselines: int = 0
    similarity: int = 0  # pairs of epochs
    separation: int = 0
    looks: int = 0
    nuisances: int = 0
    projections: int = 0
    explanations: int = 0  # methods times epochs


def analyse(request: Request) -> Done:
    """Bring the run store up to date with the checkpoints and the dataset.

    What is complete and unchanged is skipped; what changed (pictures, model, settings, the version of a stage) is
    redone. May be killed at any moment and called again.

    Raises:
        EpochscopeError: anything the user can mend. What was complete before is kept.
    """
    subject = identify(request)
    inputs = Inputs(RunWriter(request.out, subject.name), subject)
    opened = inputs_due(inputs.run, subject)
    if not opened and not any(stage.is_due(inputs.run, subject) for stage in STAGES):
        return Done()
    try:
        return _bring_up_to_date(inputs, opened=opened)
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        raise StoreError(
            f"No room left while writing {request.out}. Every epoch that was complete is kept: "
            "free some space and run the same command again to go on."
        ) from error


def _bring_up_to_date(inputs: Inputs, *, opened: bool) -> Done:
    """Go through the stages once.

    Args:
        opened: load the model and go through all stages, each of which skips what it has; else only those that are
            due, with the model where one of them reads it.
    """
    manifest, counts = inputs.writer.manifest, {}
    manifest["complete"] = False  # a page that is open follows the run until it is
    inputs.writer.save()
    for stage in STAGES:
        if opened or stage.is_due(inputs.run, inputs.subject):
            if opened or stage.reads_model:
                inputs.load()
            with timed(inputs.writer, stage.name):
                counts[stage.name] = stage.update(inputs)
    manifest["warnings"] = list(inputs.subject.warnings)
    manifest["complete"] = True
    manifest["key"] = inputs.subject.key
    inputs.writer.save()
    return Done(pictures=inputs.decoded, **counts)
