"""`python -m analysis`: turn checkpoints and a dataset into a run store, and say what a store holds."""

from __future__ import annotations

import argparse
import sys

from analysis import verify_command
from analysis.request import NEIGHBOR_LISTS, PREPROCESS_AUTO, PROJECTIONS, Request
from analysis.service import serve_command
from analysis.sets.command import add_commands, show_set
from data.command_line import printable, run
from data.contract import EpochscopeError

DEFAULTS = Request(checkpoints="", data=None, out="")


def main(argv: list[str]) -> int:
    """Parse the arguments and do what they say; returns the exit code."""
    arguments = _parser().parse_args(argv)
    return arguments.action(arguments)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m analysis", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _run_options(commands.add_parser("run", help="analyse every epoch of a folder of checkpoints"))
    show = commands.add_parser("show", help="say what a run store holds")
    show.add_argument("run", help="a run store, such as runs/mine")
    show.set_defaults(action=_show)
    listed = commands.add_parser("list", help="list the run stores of a folder")
    listed.add_argument("folder", nargs="?", default="runs")
    listed.set_defaults(action=_list)
    add_commands(commands)
    verify_command.add_arguments(commands.add_parser("verify", help="compare stored neighbours with brute force"))
    serve_command.add_arguments(commands.add_parser("serve", help="answer the dashboard's questions that need a model"))
    return parser


def _run_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("checkpoints", help="folder of per-epoch checkpoints, such as checkpoints/mine")
    add("--data", help="dataset name, folder of class folders, or preset:folder (default: what training recorded)")
    add("--out", help="the run store to write (default: runs/<name of the checkpoint folder>)")
    add("--pattern", help="how epochs stand in the file names, such as 'cp-{epoch:04d}.keras'")
    add("--model", help="model.json or registry name, for checkpoints that hold weights only")
    add("--classes", help="class names in the order of the model's outputs, separated by commas")
    add("--size", type=int, help="pixels a side, for a model that takes any size")
    add("--embedding-layer", help="layer whose output is the embedding (default: the input of the head)")
    add("--map-layer", help="layer that Grad-CAM looks at (default: the last one with height and width)")
    add("--preprocess", default=PREPROCESS_AUTO, help="none, unit, symmetric, imagenet, caffe or auto (default)")
    add("--neighbors", type=int, default=DEFAULTS.neighbors, help="neighbours kept per sample (default %(default)s)")
    lists = f"out of {', '.join(NEIGHBOR_LISTS)} (default: Euclidean and cosine among all; 2-3 times one list's time)"
    add("--neighbor-lists", default=",".join(DEFAULTS.neighbor_lists), metavar="DISTANCE:AMONG,...", help=lists)
    projections = f"out of {', '.join(PROJECTIONS)} (default: all but umap, which takes a minute at 10,015 × 16)"
    add("--projections", default=",".join(DEFAULTS.projections), help=projections)
    add("--components", type=int, choices=(2, 3), default=DEFAULTS.components, help="of a projection (default 2)")
    add("--decision-pair", metavar="A,B", help="two classes for the decision view (default: those confused most)")
    add("--methods", default=",".join(DEFAULTS.methods), help="explainers (default %(default)s; '' for none)")
    add("--explain", action="append", default=[], metavar="N|SAMPLE", help="how many samples, or which (repeatable)")
    add("--batch-size", type=int, default=DEFAULTS.batch_size, help="pictures per forward pass (default %(default)s)")
    add("--tta", type=int, default=0, metavar="N", help="average scores over N augmented draws of every picture too")
    add("--tta-augment", default=DEFAULTS.tta_augment, help="what the draws change (default: preset %(default)s)")
    add("--tta-epochs", choices=("last", "all"), default=DEFAULTS.tta_epochs, help="N forward passes for each epoch")
    add("--baselines", action=argparse.BooleanOptionalAction, default=DEFAULTS.baselines, help="linear models too")
    add("--epoch", type=int, help="for a folder of folds: the epoch to pool (default: the last that all have)")
    parser.set_defaults(action=_run)


def _run(arguments: argparse.Namespace) -> int:
    from analysis.pipeline import analyse
    from analysis.sets.folds import analyse_folds, folds_of

    request = _request(arguments)
    folds = folds_of(request.checkpoints)
    if folds:
        locations, worked = analyse_folds(request, folds, epoch=arguments.epoch)
        print(f"{request.out}: {', '.join(locations)} pooled." if worked else f"{request.out} is up to date.")
        return 0
    done = analyse(request)
    if not any(vars(done).values()):
        print(f"{request.out} is up to date: nothing to do.")
    else:
        counts = ", ".join(f"{stage} {count:,}" for stage, count in vars(done).items() if count)
        print(f"{request.out} is up to date; done now: {counts}. Look at it: python -m dashboard {request.out}")
    return 0


def _request(arguments: argparse.Namespace) -> Request:
    counts = [int(value) for value in arguments.explain if value.isdecimal()]
    return Request(
        checkpoints=arguments.checkpoints,
        data=arguments.data,
        out=arguments.out or f"runs/{arguments.checkpoints.rstrip('/').rsplit('/', 1)[-1]}",
        pattern=arguments.pattern,
        architecture=arguments.model,
        classes=_names(arguments.classes) or None,
        input_size=(arguments.size, arguments.size) if arguments.size else None,
        embedding_layer=arguments.embedding_layer,
        map_layer=arguments.map_layer,
        preprocess=arguments.preprocess,
        neighbors=_positive("--neighbors", arguments.neighbors),
        neighbor_lists=_known("--neighbor-lists", _names(arguments.neighbor_lists), NEIGHBOR_LISTS),
        projections=_known("--projections", _names(arguments.projections), PROJECTIONS),
        components=arguments.components,
        decision_pair=_pair(arguments.decision_pair),
        methods=_known("--methods", _names(arguments.methods), DEFAULTS.methods),
        explain=counts[-1] if counts else DEFAULTS.explain,
        explain_samples=tuple(value for value in arguments.explain if not value.isdecimal()),
        batch_size=_positive("--batch-size", arguments.batch_size),
        tta=_positive("--tta", arguments.tta) if arguments.tta else 0,
        tta_augment=arguments.tta_augment,
        tta_epochs=arguments.tta_epochs,
        baselines=arguments.baselines,
    )


def _names(text: str | None) -> tuple[str, ...]:
    return tuple(name.strip() for name in (text or "").split(",") if name.strip())


def _pair(text: str | None) -> tuple[str, str] | None:
    names = _names(text)
    if text is not None and len(names) != 2:
        raise EpochscopeError(f"--decision-pair needs two class names, such as mole,melanoma. Received: {text!r}.")
    return (names[0], names[1]) if names else None


def _known(option: str, names: tuple[str, ...], known: tuple[str, ...]) -> tuple[str, ...]:
    unknown = [name for name in names if name not in known]
    if unknown:
        raise EpochscopeError(f"{option} does not know {', '.join(unknown)}. Choose from: {', '.join(known)}.")
    return names


def _positive(option: str, value: int) -> int:
    if value < 1:
        raise EpochscopeError(f"{option} must be 1 or more. Received: {value}.")
    return value


def _show(arguments: argparse.Namespace) -> int:
    from analysis.store.reader import Run

    found = Run(arguments.run)
    if not found.has_embeddings:
        return show_set(found)
    manifest, model = found.manifest, found.manifest["model"]
    memory = manifest["peak_memory_bytes"]
    methods = ", ".join(found.explanations.methods) or "no method"
    lines = {
        "run": found.name,
        "dataset": f"{manifest['dataset'].get('name')} ({len(found.samples)} samples, {len(found.classes)} classes)",
        "model": f"{model.get('name')}, {model.get('parameters'):,} parameters, input {model.get('input_size')}",
        "preprocessing": f"{model.get('preprocess')} ({model.get('preprocess_source')})",
        "embedding layer": f"{model.get('embedding_layer')} ({model.get('n_features')} features)",
        "map layer": model.get("map_layer"),
        "epochs": ", ".join(map(str, found.epochs)) or "none complete",
        "projections": ", ".join(found.projections) or "none",
        "explained": f"{len(found.explanations.samples)} samples ({methods})",
        "augmented": f"epochs {', '.join(map(str, found.tta_epochs))}" if found.tta_epochs else "no epoch (--tta)",
        "left out": f"{len(manifest['skipped'])} pictures",
        "seconds": ", ".join(f"{stage} {seconds:.0f}" for stage, seconds in manifest["timing"].items()),
        "peak GB so far": ", ".join(f"{stage} {peak / 2**30:.2f}" for stage, peak in memory.items()),
    }
    for name, value in lines.items():
        print(f"{name:>16}  {printable(value)}")
    for name, entry in manifest.get("projections_unsupported", {}).items():
        print(f"{'no ' + printable(name):>16}  {printable(entry['reason'])}")
    for warning in manifest["warnings"]:
        print(f"{'warning':>16}  {printable(warning)}")
    return 0


def _list(arguments: argparse.Namespace) -> int:
    from analysis.store.reader import Run, list_runs

    locations = list_runs(arguments.folder)
    if not locations:
        print(f"No run stores in {arguments.folder}. Make one: python -m analysis run CHECKPOINTS --data DATASET")
    for location in locations:
        found = Run(location)
        epochs = f"{len(found.epochs)} epochs" if found.epochs else "no complete epoch"
        print(f"{printable(location)}  {printable(found.manifest['dataset'].get('name'))}  {epochs}")
    return 0


if __name__ == "__main__":
    sys.exit(run(main))
