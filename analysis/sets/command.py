"""The commands that make a run out of runs: `pool`, `ensemble` and `metadata`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from data.command_line import printable
from data.contract import EpochscopeError

if TYPE_CHECKING:
    from analysis.store.reader import Run

RULES = ("mean", "rank_mean", "weighted")
USES = ("plain", "tta")
METADATA_MODELS = ("logistic", "boosting")


def add_commands(commands: argparse._SubParsersAction) -> None:
    """Add the three commands to the parser of `python -m analysis`."""
    pool = commands.add_parser("pool", help="put the held-out scores of all folds into one run")
    pool.add_argument("runs", nargs="+", metavar="RUN", help="run stores of the folds")
    pool.add_argument("--epoch", type=int, help="epoch to pool (default: the last one that all folds have)")
    pool.add_argument("--out", required=True, help="the run store to write")
    pool.set_defaults(action=_pool)
    _ensemble_options(commands.add_parser("ensemble", help="put the scores of several runs together into one run"))
    metadata = commands.add_parser("metadata", help="a model on metadata alone, as a run that an ensemble may take in")
    metadata.add_argument("run", help="a run store: its samples, splits and metadata are used, not its scores")
    metadata.add_argument("--columns", nargs="+", required=True, help="metadata columns, such as age sex localization")
    metadata.add_argument("--model", choices=METADATA_MODELS, default="logistic", help="default %(default)s")
    metadata.add_argument("--out", required=True, help="the run store to write")
    metadata.add_argument("--class-weights", action="store_true", help="classes weigh alike in the fit")
    metadata.set_defaults(action=_metadata)


def _ensemble_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("runs", nargs="+", metavar="RUN", help="two run stores or more, of any kind")
    add("--rule", choices=RULES, default="mean", help="weighted: fitted on the validation split (default %(default)s)")
    add("--epoch", type=int, help="epoch of every member that has several (default: each at its last)")
    add("--use", choices=USES, default="plain", help="plain scores, or those of test-time augmentation")
    add("--intersect", action="store_true", help="keep the samples that all have in the same split, leave out others")
    add("--out", required=True, help="the run store to write")
    parser.set_defaults(action=_ensemble)


def _pool(arguments: argparse.Namespace) -> int:
    from analysis.sets.pooling import pool_folds

    return _say(arguments.out, pool_folds(arguments.runs, arguments.out, epoch=arguments.epoch))


def _ensemble(arguments: argparse.Namespace) -> int:
    from analysis.sets.ensembles import make_ensemble

    options = {"rule": arguments.rule, "epoch": arguments.epoch, "use": arguments.use}
    return _say(arguments.out, make_ensemble(arguments.runs, arguments.out, intersect=arguments.intersect, **options))


def _metadata(arguments: argparse.Namespace) -> int:
    from analysis.sets.metadata import make_metadata_run

    names = [name for given in arguments.columns for name in given.split(",") if name]
    if not names:
        raise EpochscopeError("--columns needs the name of a metadata column, such as --columns age sex localization.")
    settings = {"model": arguments.model, "class_weights": arguments.class_weights}
    return _say(arguments.out, make_metadata_run(arguments.run, names, arguments.out, **settings))


def show_set(run: Run) -> int:
    """Print what a run of scores holds."""
    manifest = run.manifest
    lines = {
        "run": f"{run.name} ({run.kind.replace('_', ' ')}, scores only)",
        "dataset": f"{manifest['dataset'].get('name')} ({len(run.samples)} samples, {len(run.classes)} classes)",
        "how": (manifest.get("set") or {}).get("reads"),
        "epochs": ", ".join(map(str, run.epochs)) or "none complete",
    }
    for name, value in lines.items():
        print(f"{name:>16}  {printable(value)}")
    for member in manifest.get("members") or []:
        parts = [f"epoch {member['epoch']}"] if "epoch" in member else [str(member.get("role", ""))]
        parts += [f"weight {member['weight']:.3f}"] if "weight" in member else []
        parts += [f"{member['held_out']} held out"] if "held_out" in member else []
        print(f"{'member':>16}  {printable(member['location'])} ({', '.join(parts)})")
    for warning in manifest["warnings"]:
        print(f"{'warning':>16}  {printable(warning)}")
    return 0


def _say(out: str, worked: bool) -> int:
    from analysis.store.reader import Run

    if not worked:
        print(f"{out} is up to date: nothing to do.")
        return 0
    run = Run(out)
    row = run.metrics.iloc[-1]
    for split in run.splits:
        name = f"{split}_balanced_accuracy"
        if row[name] == row[name]:
            low, high = row[f"{name}_low"], row[f"{name}_high"]
            count = len(run.rows(split))
            print(f"{split:>12}  balanced accuracy {row[name]:.3f} [{low:.3f}, {high:.3f}]  {count} samples")
    print(f"{out}: written. Look at it: python -m dashboard {out}")
    return 0
