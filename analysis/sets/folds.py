"""`analysis run` on the folder of a cross-validation: every fold analysed, then their held-out scores pooled."""

from __future__ import annotations

import json
from dataclasses import replace

from analysis.request import Request
from analysis.sets.pooling import pool_folds
from analysis.store.score_run import check_place
from checkpoints.contract import CheckpointError
from data.locations import exists, join, read_bytes

FOLDS = "folds.json"
FORMAT = 1


def folds_of(checkpoints: str) -> tuple[str, ...]:
    """The folders of the folds inside a folder that `checkpoints train --folds K` made; none for any other folder.

    Raises:
        CheckpointError: its list of folds cannot be used.
    """
    location = join(checkpoints, FOLDS)
    if not exists(location):
        return ()
    try:
        content = json.loads(read_bytes(location))
        names, found = tuple(content["folds"]), content["format"]
    except (ValueError, KeyError, TypeError) as error:
        raise CheckpointError(
            f"{location} does not list the folds of a training ({error}). Analyse each fold's folder by itself."
        ) from error
    if found != FORMAT:
        raise CheckpointError(f"{location} has format {found}; this Epochscope reads format {FORMAT}. Update it.")
    if len(names) < 2 or not all(isinstance(name, str) and _is_plain(name) for name in names):
        raise CheckpointError(f"{location} must name two folders beside it or more. Found: {content['folds']!r:.200}.")
    return names


def analyse_folds(request: Request, folds: tuple[str, ...], *, epoch: int | None = None) -> tuple[list[str], bool]:
    """Analyse every fold into `<out>_<fold>` and pool what they held out into `out`.

    Args:
        request: for the folder that holds the folds; every option holds for each fold.
        epoch: to pool; None: the last one that all folds have.

    Returns:
        The run stores of the folds, and whether anything was done.
    """
    from analysis.pipeline import Done, analyse

    check_place(request.out)
    locations, worked = [], False
    for number, name in enumerate(folds, start=1):
        out = f"{request.out.rstrip('/')}_{name}"
        print(f"Fold {number} of {len(folds)}: {out}", flush=True)
        done = analyse(replace(request, checkpoints=join(request.checkpoints, name), out=out))
        worked = worked or done != Done()
        locations.append(out)
    return locations, pool_folds(locations, request.out, epoch=epoch) or worked


def _is_plain(name: str) -> bool:
    return bool(name) and "/" not in name and "\\" not in name and not name.startswith(".")
