"""`python -m checkpoints list` and `show`: which models and runs there are, and what is found in a folder."""

from __future__ import annotations

import argparse
from pathlib import Path

from checkpoints.anatomy import Anatomy, examine
from checkpoints.contract import CheckpointError
from checkpoints.quiet_start import start_tensorflow
from checkpoints.reading import load_model
from checkpoints.registry import MODELS
from checkpoints.series import Series, find_series
from data.command_line import printable
from data.locations import filesystem, join

HOME = Path(__file__).parent

MEASURED = (
    "not in the model: the analysis tries each pixel range on labelled pictures and keeps the best, or say it there "
    "with --preprocess"
)
_METRICS = ("loss", "val_loss", "accuracy", "val_accuracy", "auc", "val_auc")  # columns of the history shown first
_COLUMNS = 7


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `show`."""
    add = parser.add_argument
    add("folder", metavar="FOLDER", help="a folder or URL of checkpoints, or the name of a run in checkpoints/")
    add("--pattern", help="how the files are named, for example 'cp-{epoch:04d}.keras'")
    add("--model", metavar="NAME|FILE", help="for files that hold weights alone: a registry model or a model.json")
    add("--embedding-layer", metavar="NAME", help="the layer whose output is the embedding")
    add("--map-layer", metavar="NAME", help="the layer whose output is the map")
    add("--size", type=int, nargs=2, metavar=("Y", "X"), help="of pictures, for models that take any")


def show(arguments: argparse.Namespace) -> None:
    """Print what an analysis of the folder would find.

    Raises:
        CheckpointError: nothing readable there.
    """
    folder = arguments.folder
    if not filesystem(folder)[0].isdir(filesystem(folder)[1]) and (HOME / folder).is_dir():
        folder = str(HOME / folder)
    series = find_series(folder, pattern=arguments.pattern, architecture=arguments.model)
    print("\n".join(map(printable, _files(series))), flush=True)
    start_tensorflow()
    model = load_model(series.checkpoints[0])
    anatomy = examine(
        model,
        embedding_layer=arguments.embedding_layer,
        map_layer=arguments.map_layer,
        input_size=tuple(arguments.size) if arguments.size else None,
    )
    print("\n".join(map(printable, [*_model(anatomy, model.name, model.count_params()), *_history(series)])))


def list_all() -> None:
    """Print the registry's models and the runs in checkpoints/."""
    print("Models (trainable parameters with seven classes, default size)")
    for name, module in MODELS.items():
        parameters = "" if module.PARAMETERS is None else f"{module.PARAMETERS:,}"
        print(f"  {name:<18} {parameters:>10}  {module.SIZE:>3} px  {module.TITLE}")
    print("  package.module:function         your own: a function of size, channels, n_classes -> keras.Model")
    folders = (path for path in HOME.iterdir() if path.is_dir() and not path.name.startswith(("_", ".")))
    runs = sorted(path for path in folders if not (path / "__init__.py").exists())
    print(
        "Runs in checkpoints/" if runs else "No runs in checkpoints/ yet. Train one: python -m checkpoints train --help"
    )
    for path in runs:
        try:
            epochs = find_series(str(path)).epochs
            found = f"{len(epochs)} epochs, {epochs[0]} to {epochs[-1]}"
        except CheckpointError as error:
            found = str(error)
        print(f"  {printable(path.name):<16} {printable(found)}")


def _files(series: Series) -> list[str]:
    epochs = [str(epoch) for epoch in series.epochs]
    shown = epochs if len(epochs) <= 12 else [*epochs[:6], "…", *epochs[-5:]]
    lines = [f"folder       {series.folder}", f"epochs       {len(epochs)}: {', '.join(shown)}"]
    lines += [f"waiting for  {location} (half-written)" for location in series.waiting]
    lines += [f"ignored      {location} (no epoch in its name)" for location in series.ignored]
    if series.training is not None:
        dataset = series.training.get("dataset") or {}
        lines.append(f"trained on   {dataset.get('name')} ({dataset.get('spec')})")
        lines.append(f"classes      {', '.join(map(str, series.training.get('classes', [])))}")
    if series.split is not None:
        counts = series.split["split"].value_counts()
        lines.append(f"split        {', '.join(f'{count:,} {name}' for name, count in counts.items())}")
    return lines


def _model(anatomy: Anatomy, name: str, parameters: int) -> list[str]:
    y, x = anatomy.input_size
    preprocess = "none (the model scales pixels itself)" if anatomy.rescales else MEASURED
    return [
        f"model        {name}, {parameters:,} parameters",
        f"input        {y} x {x} pixels, {anatomy.channels} channels"
        + (f", and {anatomy.n_metadata} numbers of metadata" if anatomy.n_metadata else ""),
        f"preprocess   {preprocess}",
        f"embedding    {anatomy.embedding_layer}, {anatomy.n_features:,} features",
        f"map          {anatomy.map_layer or 'none: Grad-CAM cannot be computed'}",
        f"head         {anatomy.head_layer}, {anatomy.head}, {anatomy.n_classes} classes",
    ]


def _history(series: Series) -> list[str]:
    if series.history is None or series.history.empty:
        return [f"history      none (CSVLogger('{join(series.folder, 'history.csv')}') would write one)"]
    columns = list(series.history.columns)
    known = ["epoch", *(name for name in _METRICS if name in columns)]
    table = series.history[[*known, *(name for name in columns if name not in known)][:_COLUMNS]]
    shown = table.to_string(index=False, float_format=lambda value: f"{value:.3g}", na_rep="-")
    return ["history", *(f"  {line}" for line in shown.splitlines())]
