"""One training that was asked for, and what training.json says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from checkpoints.options import Options
from data.metadata_encoding import fit_encoding

if TYPE_CHECKING:
    from data.contract import Dataset

FORMAT = 1  # of training.json
_PACKAGES = ("tensorflow", "keras", "numpy", "pandas")


@dataclass(frozen=True)
class Plan:
    """What one run needs.

    Attributes:
        name: of the run.
        folder: path or URL.
        spec: what the user calls the dataset.
        dataset: verified, with its splits.
        architecture: what `checkpoints.registry.build` takes, less `weights`, `n_metadata` and `n_classes`.
        options: how it is trained; class weights come from `weigh_classes`.
        weights: "none", "imagenet" or a file.
        initial_weights: checkpoint of the same model to start from.
        augment: words of `checkpoints.augmentation.parse`.
        metadata: columns beside the picture.
        weigh_classes: whether rare classes count more.
        fold: {"fold": number from 0, "folds": how many} of cross-validation, else empty.
    """

    name: str
    folder: str
    spec: str
    dataset: Dataset
    architecture: Mapping[str, Any]
    options: Options
    weights: str = "none"
    initial_weights: str | None = None
    augment: tuple[str, ...] = ()
    metadata: tuple[str, ...] = ()
    weigh_classes: bool = False
    fold: Mapping[str, int] = field(default_factory=dict)


def facts_of(plan: Plan) -> dict[str, Any]:
    """What training.json says before the model is built, JSON values only.

    Raises:
        DataError: metadata columns that are not there or say nothing.
    """
    dataset, metadata = plan.dataset, None
    architecture = {**plan.architecture, "n_classes": len(dataset.classes)}
    if plan.metadata:
        encoding = fit_encoding(dataset.samples[dataset.samples["split"] == "train"], plan.metadata)
        metadata, architecture["n_metadata"] = encoding.to_json(), len(encoding.features)
    return {
        "format": FORMAT,
        "name": plan.name,
        "dataset": {
            "spec": plan.spec,
            "name": dataset.name,
            "kind": dataset.kind,
            "location": dataset.location,
            "options": dataset.options,
        },
        "classes": list(dataset.classes),
        "architecture": architecture,
        "options": asdict(plan.options) | {"class_weights": plan.weigh_classes},
        "augment": list(plan.augment),
        "metadata": metadata,
        "preprocess": "none",
        "weights": plan.weights,
        "initial_weights": plan.initial_weights,
        "seed": plan.options.seed,
        "skipped": len(dataset.skipped),
        "versions": {package: _version(package) for package in _PACKAGES},
        **plan.fold,
    }


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:  # tensorflow-tpu, tensorflow-cpu and others bring the same module
        return str(import_module(package).__version__)
