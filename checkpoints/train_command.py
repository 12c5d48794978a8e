"""`python -m checkpoints train`: a dataset and a registry model become a folder of checkpoints."""

from __future__ import annotations

import argparse
import re
from dataclasses import asdict, replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checkpoints.augmentation import augmented, parse
from checkpoints.contract import CheckpointError
from checkpoints.device import choose_strategy
from checkpoints.options import LEARNING_RATES, LOSSES, SCHEDULES, Options
from checkpoints.quiet_start import start_tensorflow
from checkpoints.reading import load_model
from checkpoints.registry import MODELS, build
from checkpoints.run_folder import COMPLETE, INTERRUPTED, claim, standing, write_split, write_training
from checkpoints.training import balanced_weights, train
from checkpoints.weights import assign_weights

if TYPE_CHECKING:
    import keras

    from data.contract import Dataset

HOME = Path(__file__).parent  # runs are the folders beside this file
FORMAT = 1  # of training.json

_NAME = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")
_PLAIN = Options()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    add = parser.add_argument
    add("dataset", metavar="DATASET", help="name of a dataset, folder of class folders, or preset:folder")
    add("--name", required=True, help="name of the run: its checkpoints go to checkpoints/NAME")
    add("--folder", help="write to this folder or URL (gs://...) instead")
    add("--overwrite", action="store_true", help="replace an earlier run of that name")
    model = parser.add_argument_group("model").add_argument
    model("--model", choices=MODELS, default="small_cnn")
    model("--size", type=int, default=96, metavar="PIXELS", help="height and width of the model's input (%(default)s)")
    model("--channels", type=int, choices=(1, 3), default=3, help="1 for grey pictures (%(default)s)")
    model("--weights", default="none", metavar="none|imagenet|FILE", help="weights to start from (%(default)s)")
    model("--initial-weights", metavar="CHECKPOINT", help="start from a checkpoint of the same model, head included")
    model("--alpha", type=float, help="width of MobileNetV2 (1.0)")
    model("--dropout", type=float, default=0.0, metavar="SHARE", help="of the embedding (%(default)s)")
    model("--augment", nargs="+", metavar="CHANGE", default=[], help="random changes, such as: flips rotation=20")
    model("--batch-norm-momentum", type=float, default=_PLAIN.batch_norm_momentum, help="(%(default)s)")
    fit = parser.add_argument_group("training").add_argument
    fit("--epochs", type=int, default=_PLAIN.epochs, help="(%(default)s)")
    fit("--batch-size", type=int, default=_PLAIN.batch_size, help="(%(default)s)")
    fit("--optimizer", choices=LEARNING_RATES, default=_PLAIN.optimizer, help="(%(default)s)")
    fit("--learning-rate", type=float, help=f"({', '.join(f'{n} {rate}' for n, rate in LEARNING_RATES.items())})")
    fit("--schedule", choices=SCHEDULES, default=_PLAIN.schedule, help="of the learning rate (%(default)s)")
    fit("--loss", choices=LOSSES, default=_PLAIN.loss, help="(%(default)s)")
    fit("--focal-gamma", type=float, default=_PLAIN.focal_gamma, help="(%(default)s)")
    fit("--focal-alpha", type=float, nargs="+", metavar="WEIGHT", help="one per class; for two classes the last alone")
    fit("--class-weights", action="store_true", help="rare classes count more, all classes alike in total")
    fit("--seed", type=int, default=_PLAIN.seed, help="of weights, order and augmentation (%(default)s)")


def run(arguments: argparse.Namespace) -> None:
    """Train and say where the checkpoints are.

    Raises:
        EpochscopeError: data, model, options or folder that do not go.
    """
    if not _NAME.match(arguments.name):
        raise CheckpointError(
            f"--name {arguments.name!r} cannot be a folder's name. Use letters, digits, - _ and dots."
        )
    options = _options(arguments)
    transforms = parse(arguments.augment)
    dataset = _open(arguments.dataset)
    folder = arguments.folder or str(HOME / arguments.name)
    facts = _facts(arguments, options, dataset)
    earlier = standing(folder, facts | {"options": asdict(options) | {"class_weights": arguments.class_weights}})
    if earlier == COMPLETE and not arguments.overwrite:
        print(f"{folder} holds this very training, complete: nothing to do. Train it anew with --overwrite.")
        return
    if earlier == INTERRUPTED:
        print(f"{folder} holds an interrupted training with these settings: it starts over.")

    start_tensorflow()
    import keras

    from checkpoints.losses import loss_of

    keras.utils.set_random_seed(options.seed)
    strategy, device = choose_strategy()
    training, validation = _streams(dataset, arguments, options)
    if arguments.class_weights:
        options = replace(options, class_weights=balanced_weights(_counts(dataset)))
    with strategy.scope():
        model = _model(arguments, facts["architecture"])
    loss_of(options, model.output_shape[-1])  # complains while there is no folder yet
    folder = claim(folder, overwrite=arguments.overwrite or earlier == INTERRUPTED)
    facts |= {"options": asdict(options), "device": device, "parameters": model.count_params()}
    write_split(folder, dataset.samples)
    write_training(folder, facts)
    print(_summary(dataset, facts), flush=True)
    with strategy.scope():
        changed = augmented(model, transforms, options.seed)
        facts["seconds_per_epoch"] = train(changed, training, validation, options, folder, network=model)
    write_training(folder, facts)
    print(f"\n{options.epochs + 1} checkpoints in {folder}\nNext: python -m analysis run {folder}")


def _options(arguments: argparse.Namespace) -> Options:
    names = set(asdict(_PLAIN)) - {"class_weights", "focal_alpha"}
    alpha = None if arguments.focal_alpha is None else tuple(arguments.focal_alpha)
    return Options(**{name: getattr(arguments, name) for name in names}, focal_alpha=alpha)


def _open(spec: str) -> Dataset:
    from data.catalog import open_dataset
    from data.verify import verify

    dataset = verify(open_dataset(spec))
    if len(dataset.skipped):
        shown = "; ".join(f"{row.file}: {row.reason}" for row in dataset.skipped.head(3).itertuples())
        print(f"{len(dataset.skipped)} pictures left out: {shown}{'; …' if len(dataset.skipped) > 3 else ''}")
    return dataset


def _facts(arguments: argparse.Namespace, options: Options, dataset: Dataset) -> dict[str, Any]:
    """What training.json says before the model is built."""
    architecture = {
        "model": arguments.model,
        "size": [arguments.size, arguments.size],
        "channels": arguments.channels,
        "n_classes": len(dataset.classes),
        "dropout": arguments.dropout,
    }
    if arguments.alpha is not None:
        architecture["alpha"] = arguments.alpha
    packages = ("tensorflow", "keras", "numpy", "pandas")
    return {
        "format": FORMAT,
        "name": arguments.name,
        "dataset": {
            "spec": arguments.dataset,
            "name": dataset.name,
            "kind": dataset.kind,
            "location": dataset.location,
            "options": dataset.options,
        },
        "classes": list(dataset.classes),
        "architecture": architecture,
        "augment": arguments.augment,
        "preprocess": "none",
        "weights": arguments.weights,
        "initial_weights": arguments.initial_weights,
        "seed": options.seed,
        "skipped": len(dataset.skipped),
        "versions": {package: version(package) for package in packages},
    }


def _streams(dataset: Dataset, arguments: argparse.Namespace, options: Options) -> tuple[Any, Any]:
    from data.stream import stream

    shape: dict[str, Any] = {"size": (arguments.size, arguments.size), "channels": arguments.channels}
    shape["batch_size"] = options.batch_size
    training = stream(dataset, split="train", shuffle_seed=options.seed, **shape)
    if not (dataset.samples["split"] == "validation").any():
        return training, None
    return training, stream(dataset, split="validation", **shape)


def _model(arguments: argparse.Namespace, architecture: dict[str, Any]) -> keras.Model:
    model = build(architecture | {"weights": arguments.weights})
    if arguments.initial_weights:
        initial = load_model(arguments.initial_weights, architecture=architecture)
        assign_weights(model, initial, arguments.initial_weights)
    return model


def _counts(dataset: Dataset) -> list[int]:
    labels = dataset.samples.loc[dataset.samples["split"] == "train", "label"]
    return [int((labels == name).sum()) for name in dataset.classes]


def _summary(dataset: Dataset, facts: dict[str, Any]) -> str:
    splits = dataset.samples["split"].value_counts()
    sizes = ", ".join(f"{splits[name]:,} {name}" for name in ("train", "validation", "test") if name in splits)
    architecture = facts["architecture"]
    return (
        f"{dataset.name}: {sizes}; {len(dataset.classes)} classes\n"
        f"{architecture['model']} at {architecture['size'][0]} px, {facts['parameters']:,} parameters, "
        f"on {facts['device']}"
    )
