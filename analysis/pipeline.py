"""`analysis run`: a folder of checkpoints and a dataset become a run store, stage by stage, each one resumable."""

from __future__ import annotations

import errno
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager

from analysis.contract import StoreError
from analysis.epochs import first_bad, read_epoch, write_epoch
from analysis.evaluation import mismatch_warning, update_metrics
from analysis.explained_samples import RULE, choose_samples
from analysis.explaining import write_explanations
from analysis.pictures import Decoded, decode_pictures
from analysis.projecting import write_projections
from analysis.request import Request
from analysis.store import layout
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from analysis.subject import Subject, identify
from checkpoints.files import sha256
from checkpoints.probe import Probe


def analyse(request: Request) -> dict[str, int]:
    """Bring the run store up to date with the checkpoints and the dataset.

    Skips what is complete and unchanged; what changed (pictures, model, settings) is redone.

    Returns:
        How much was done: `pictures`, `epochs`, `projections`, `explanations`; all zero when nothing was left to do.

    Raises:
        EpochscopeError: anything the user can mend. What was complete before is kept.
    """
    try:
        return _analyse(request)
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        raise StoreError(
            f"No room left while writing {request.out}. Every epoch that was complete is kept: "
            "free some space and run the same command again to go on."
        ) from error


def _analyse(request: Request) -> dict[str, int]:
    subject = identify(request)
    writer = RunWriter(request.out, subject.name)
    done = {"pictures": _pictures(writer, subject)}
    _describe(writer, subject)
    done["epochs"] = _epochs(writer, subject)
    _metrics(writer, subject)
    with _timed(writer, "projections"):
        done["projections"] = len(write_projections(writer, request.projections))
    done["explanations"] = _explanations(writer, subject)
    _warn(writer, subject)
    if any(done.values()):
        writer.manifest["peak_memory_bytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        writer.save()
    return done
