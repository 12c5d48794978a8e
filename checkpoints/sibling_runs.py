"""Several runs from one command: optimizers compared, or the folds of a cross-validation."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace

from checkpoints.contract import CheckpointError
from checkpoints.plan import Plan, facts_of
from checkpoints.run_folder import claim, refuse_taken, standing
from checkpoints.single_run import train_run
from data.locations import absolute, exists, filesystem, join, read_bytes, write_atomically

FOLDS = "folds.json"
FORMAT = 1  # of folds.json

_FOLD = re.compile(r"^fold_\d+$")


def compare_optimizers(plan: Plan, optimizers: Sequence[str], *, overwrite: bool = False) -> list[Plan]:
    """Train one sibling per optimizer, NAME_sgd and so on: same initial weights, same data in the same order.

    Returns:
        The plans of the siblings, all trained.

    Raises:
        EpochscopeError: see `train_run`; nothing is trained where a folder is taken by something else.
    """
    siblings = [
        replace(
            plan,
            name=f"{plan.name}_{name}",
            folder=f"{plan.folder.rstrip('/')}_{name}",
            options=replace(plan.options, optimizer=name),
        )
        for name in optimizers
    ]
    _refuse_taken(siblings, overwrite)
    _train_all(siblings, overwrite)
    return siblings


def train_folds(plan: Plan, k: int, *, overwrite: bool = False) -> list[Plan]:
    """Train one run per fold, in `fold_1` to `fold_k` of the plan's folder, which gets a folds.json.

    Started again after an interruption, complete folds are left as they are.

    Raises:
        EpochscopeError: more folds than groups, a class that a fold lacks, a folder that is taken; see `train_run`.
    """
    from data.folds import of_fold, with_folds

    dataset = with_folds(plan.dataset, k, plan.options.seed)
    names = [f"fold_{number}" for number in range(1, k + 1)]
    folds = [
        replace(
            plan,
            name=f"{plan.name}/{name}",
            folder=join(plan.folder, name),
            dataset=of_fold(dataset, number),
            fold={"fold": number, "folds": k},
        )
        for number, name in enumerate(names)
    ]
    facts = {"format": FORMAT, "folds": names, "k": k, "seed": plan.options.seed}
    _claim_parent(plan.folder, facts, overwrite)
    _refuse_taken(folds, overwrite)
    write_atomically(join(absolute(plan.folder), FOLDS), json.dumps(facts, indent=2).encode())
    _train_all(folds, overwrite)
    return folds


def _train_all(plans: Sequence[Plan], overwrite: bool) -> None:
    for number, plan in enumerate(plans, 1):
        print(f"\nRun {number} of {len(plans)}: {plan.name}")
        train_run(plan, overwrite=overwrite)


def _refuse_taken(plans: Sequence[Plan], overwrite: bool) -> None:
    """The last of many runs is a bad time to find its folder taken."""
    for plan in plans:
        if not overwrite and standing(plan.folder, facts_of(plan)) is None:
            refuse_taken(plan.folder)


def _claim_parent(folder: str, facts: dict, overwrite: bool) -> None:
    location = join(absolute(folder), FOLDS)
    if exists(location) and not overwrite:
        try:
            known = json.loads(read_bytes(location))
        except ValueError:
            known = None
        if known != facts:
            raise CheckpointError(
                f"{folder} holds folds already, with other settings: {json.dumps(known)}. Choose another --name, or "
                "replace them with --overwrite."
            )
        return
    claim(folder, overwrite=overwrite)
    fs, path = filesystem(absolute(folder))
    for entry in fs.ls(path, detail=False):  # an earlier cross-validation may have had more folds
        name = entry.rstrip("/").rsplit("/", 1)[-1]
        if _FOLD.match(name) and name not in facts["folds"]:
            claim(join(absolute(folder), name), overwrite=True)
