"""`python -m checkpoints train`: a dataset and a model become a folder of checkpoints, or several."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checkpoints.augmentation import parse
from checkpoints.contract import CheckpointError
from checkpoints.plan import Plan
from checkpoints.registry import default_size
from checkpoints.sibling_runs import compare_optimizers, train_folds
from checkpoints.side_by_side import side_by_side
from checkpoints.single_run import train_run
from checkpoints.train_arguments import add_arguments, options_of
from checkpoints.workers import VARIABLE, this_worker

if TYPE_CHECKING:
    from data.contract import Dataset

__all__ = ["add_arguments", "run"]

HOME = Path(__file__).parent  # runs are the folders beside this file
SIZE = 96  # pixels, for a model that has no size of its own

_NAME = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")
_SETTINGS = ("alpha", "dropout", "image_model")  # of models; left out where the user says nothing


def run(arguments: argparse.Namespace) -> None:
    """Train and say where the checkpoints are.

    Raises:
        EpochscopeError: data, model, options or folder that do not go.
    """
    if arguments.folds is not None and arguments.compare_optimizers:
        raise CheckpointError("--folds and --compare-optimizers are two questions: ask them one after the other.")
    several = arguments.folds is not None or arguments.compare_optimizers
    if several and this_worker() is not None:
        raise CheckpointError(
            f"--folds and --compare-optimizers train on one host, and {VARIABLE} names several: unset it, or train "
            "run by run."
        )
    plan = _plan(arguments)
    if arguments.folds is not None:
        train_folds(plan, arguments.folds, overwrite=arguments.overwrite)
        print(f"\n{arguments.folds} folds in {plan.folder}")
    elif arguments.compare_optimizers:
        siblings = compare_optimizers(plan, arguments.compare_optimizers, overwrite=arguments.overwrite)
        print(f"\n{side_by_side([(each.options.optimizer, each.folder) for each in siblings])}")
    else:
        train_run(plan, overwrite=arguments.overwrite)


def _plan(arguments: argparse.Namespace) -> Plan:
    if not _NAME.match(arguments.name):
        raise CheckpointError(
            f"--name {arguments.name!r} cannot be a folder's name. Use letters, digits, - _ and dots."
        )
    options = options_of(arguments)
    parse(arguments.augment)  # complains before the pictures are looked at
    architecture = _architecture(arguments)
    return Plan(
        name=arguments.name,
        folder=arguments.folder or str(HOME / arguments.name),
        spec=arguments.dataset,
        dataset=_open(arguments.dataset),
        architecture=architecture,
        options=options,
        weights=arguments.weights,
        initial_weights=arguments.initial_weights,
        augment=tuple(arguments.augment),
        metadata=tuple(arguments.metadata),
        weigh_classes=arguments.class_weights,
    )


def _architecture(arguments: argparse.Namespace) -> dict[str, Any]:
    from checkpoints.image_and_metadata import NAME

    if arguments.metadata and arguments.model != NAME:
        raise CheckpointError(
            f"{arguments.model} takes pictures alone. For --metadata choose --model {NAME} --image-model "
            f"{arguments.model}."
        )
    size = arguments.size or default_size(arguments.model, arguments.image_model) or SIZE
    architecture = {"model": arguments.model, "size": [size, size], "channels": arguments.channels}
    given = {name: getattr(arguments, name) for name in _SETTINGS}
    return architecture | {name: value for name, value in given.items() if value is not None}


def _open(spec: str) -> Dataset:
    from data.catalog import open_dataset
    from data.verify import verify

    dataset = verify(open_dataset(spec))
    if len(dataset.skipped):
        shown = "; ".join(f"{row.file}: {row.reason}" for row in dataset.skipped.head(3).itertuples())
        print(f"{len(dataset.skipped)} pictures left out: {shown}{'; …' if len(dataset.skipped) > 3 else ''}")
    return dataset
