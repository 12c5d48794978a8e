"""The words of `python -m checkpoints train`, and the options they stand for."""

from __future__ import annotations

import argparse
from dataclasses import fields

from checkpoints.contract import CheckpointError
from checkpoints.options import (
    ANNEALS,
    DEVICES,
    LEARNING_RATES,
    LOSSES,
    PRECISIONS,
    SCHEDULES,
    WEIGHT_DECAYS,
    Options,
)
from checkpoints.registry import MODELS, known_model

_PLAIN = Options()
_RATES = ", ".join(f"{name} {rate:g}" for name, rate in LEARNING_RATES.items())
_DECAYS = ", ".join(f"{name} {decay:g}" for name, decay in WEIGHT_DECAYS.items())


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    add = parser.add_argument
    add("dataset", metavar="DATASET", help="name of a dataset, folder of class folders, or preset:folder")
    add("--name", required=True, help="name of the run: its checkpoints go to checkpoints/NAME")
    add("--folder", help="write to this folder or URL (gs://...) instead")
    add("--overwrite", action="store_true", help="replace an earlier run of that name")
    _add_model(parser)
    _add_training(parser)
    _add_loss(parser)
    _add_schedule(parser)
    _add_machine(parser)
    several = parser.add_argument_group("several runs").add_argument
    several("--compare-optimizers", type=_names, metavar="A,B", help="one run each, NAME_A and NAME_B, all else alike")
    several("--folds", type=int, metavar="K", help="one run per fold, NAME/fold_1 and so on; groups stay whole")


def options_of(arguments: argparse.Namespace) -> Options:
    """The options that the arguments stand for; class weights come from the data later.

    Raises:
        CheckpointError: a choice out of range, or two that do not go together.
    """
    names = [field.name for field in fields(Options) if field.name not in ("class_weights", "focal_alpha")]
    if arguments.class_weights and arguments.balanced:
        raise CheckpointError("--balanced-batches and --class-weights count rare classes twice. Choose one of them.")
    alpha = None if arguments.focal_alpha is None else tuple(arguments.focal_alpha)
    return Options(**{name: getattr(arguments, name) for name in names}, focal_alpha=alpha)


def _add_model(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument_group("model").add_argument
    add("--model", type=_model, default="small_cnn", metavar="NAME", help=f"{', '.join(MODELS)}, or your own as "
        "package.module:function (%(default)s)")  # fmt: skip
    add("--size", type=int, metavar="PIXELS", help="height and width of the model's input (default: the model's own)")
    add("--channels", type=int, choices=(1, 3), default=3, help="1 for grey pictures (%(default)s)")
    add("--weights", default="none", metavar="none|imagenet|FILE", help="weights to start from (%(default)s)")
    add("--initial-weights", metavar="CHECKPOINT", help="start from a checkpoint of the same model, head included")
    add("--alpha", type=float, help="width of MobileNetV2 (1.0)")
    add("--dropout", type=float, metavar="SHARE", help="of the embedding (the model's own)")
    add("--metadata", nargs="+", default=[], metavar="COLUMN", help="columns beside the picture")
    add("--image-model", metavar="NAME", help="the picture's part of image_and_metadata")
    add("--batch-norm-momentum", type=float, default=_PLAIN.batch_norm_momentum, help="(%(default)s)")


def _add_training(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument_group("training").add_argument
    add("--epochs", type=int, default=_PLAIN.epochs, help="(%(default)s)")
    add("--batch-size", type=int, default=_PLAIN.batch_size, help="over all devices together (%(default)s)")
    add("--augment", nargs="+", metavar="CHANGE", default=[], help="random changes: melanoma, flips, rotation=20, ...")
    add("--optimizer", choices=LEARNING_RATES, default=_PLAIN.optimizer, help="(%(default)s)")
    add("--momentum", type=float, default=_PLAIN.momentum, help="of sgd (%(default)s)")
    add("--weight-decay", type=float, metavar="SHARE", help=f"of kernels, per step, times the rate ({_DECAYS}, else 0)")
    add("--clip-norm", type=float, metavar="LENGTH", help="the longest gradient, over all weights together")
    add("--freeze-epochs", type=int, default=_PLAIN.freeze_epochs, metavar="N", help="the head alone learns first")
    add("--early-stopping", type=int, metavar="N", help="stop after N epochs without progress of --monitor")
    add("--monitor", default=_PLAIN.monitor, metavar="METRIC", help="what progress is measured by (%(default)s)")
    add("--seed", type=int, default=_PLAIN.seed, help="of weights, order and augmentation (%(default)s)")


def _add_loss(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument_group("loss and rare classes").add_argument
    add("--loss", choices=LOSSES, default=_PLAIN.loss, help="(%(default)s)")
    add("--focal-gamma", type=float, default=_PLAIN.focal_gamma, help="(%(default)s)")
    add("--focal-alpha", type=float, nargs="+", metavar="WEIGHT", help="one per class; for two classes the last alone")
    add("--label-smoothing", type=float, default=_PLAIN.label_smoothing, metavar="SHARE", help="(%(default)s)")
    add("--class-weights", action="store_true", help="rare classes count more, all classes alike in total")
    add("--balanced-batches", action="store_true", dest="balanced", help="classes drawn alike")


def _add_schedule(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument_group("learning rate").add_argument
    add("--learning-rate", type=float, help=f"at the start; the peak of one-cycle ({_RATES})")
    add("--schedule", choices=SCHEDULES, default=_PLAIN.schedule, help="(%(default)s)")
    add("--warm-up", type=float, default=_PLAIN.warm_up, metavar="SHARE", help="rise of one-cycle (%(default)s)")
    add("--anneal", choices=ANNEALS, default=_PLAIN.anneal, help="fall of one-cycle (%(default)s)")
    add("--plateau-patience", type=int, default=_PLAIN.plateau_patience, metavar="N", help="epochs (%(default)s)")
    add("--plateau-factor", type=float, default=_PLAIN.plateau_factor, help="lowers the rate (%(default)s)")


def _add_machine(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument_group("machine").add_argument
    add("--device", choices=DEVICES, default=_PLAIN.device, help="(%(default)s)")
    add("--tpu", metavar="NAME", help="name or grpc:// address of a TPU (default: TPU_NAME, or this machine's own)")
    add("--precision", choices=PRECISIONS, default=_PLAIN.precision, help="of the computation (%(default)s)")
    add("--steps-per-execution", type=int, default=_PLAIN.steps_per_execution, metavar="N", help="(%(default)s)")
    add("--jit", action=argparse.BooleanOptionalAction, default=_PLAIN.jit, help="XLA compiles the step (on one GPU)")


def _model(name: str) -> str:
    try:
        return known_model(name)
    except CheckpointError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _names(text: str) -> list[str]:
    names = [name.strip() for name in text.split(",")]
    if unknown := [name for name in names if name not in LEARNING_RATES]:
        raise argparse.ArgumentTypeError(f"{unknown[0]!r} is none of: {', '.join(LEARNING_RATES)}")
    if len(set(names)) < len(names):
        raise argparse.ArgumentTypeError("an optimizer is named twice")
    return names
