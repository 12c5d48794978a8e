"""What a run is about: which samples, which checkpoints, which model, and how they fit together."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace

import pandas as pd

from analysis.contract import StoreError
from analysis.projections.class_pair import asked_pair
from analysis.request import Request
from checkpoints.contract import CheckpointError
from checkpoints.files import sha256
from checkpoints.series import Checkpoint, Series, find_series
from data import catalog, registry
from data.contract import SPLITS, UNSPLIT, DataError, Dataset
from data.fingerprint import fingerprint

PLACES = ("checkpoints", "data", "out")


@dataclass(frozen=True)
class Subject:
    """The two inputs of an analysis, matched.

    Attributes:
        request: what the user asked for.
        dataset: samples with the split that training used, classes in the model's order.
        series: the checkpoints.
        digests: epoch -> SHA-256 of its checkpoint file.
        fingerprint: SHA-256 over sample ids and image bytes.
        warnings: what the user should know about the match.
    """

    request: Request
    dataset: Dataset
    series: Series
    digests: dict[int, str]
    fingerprint: str
    warnings: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.request.out.rstrip("/").rsplit("/", 1)[-1]

    @property
    def key(self) -> str:
        """Changes whenever anything that the results depend on does; where things lie is not one of them."""
        settings = {name: value for name, value in asdict(self.request).items() if name not in PLACES}
        table = hashlib.sha256(self.dataset.samples.to_json(orient="split").encode()).hexdigest()
        encoding = (self.series.training or {}).get("metadata")
        return digest([settings, self.dataset.classes, self.digests, self.fingerprint, table, encoding])

    def checkpoint(self, epoch: int) -> Checkpoint:
        """The checkpoint of one epoch."""
        return next(checkpoint for checkpoint in self.series.checkpoints if checkpoint.epoch == epoch)


def identify(request: Request) -> Subject:
    """Read the tables and the file names, no pixel and no model yet.

    Raises:
        DataError, CheckpointError: missing, unreadable or contradictory inputs.
    """
    series = find_series(request.checkpoints, pattern=request.pattern, architecture=request.architecture)
    dataset, warnings = _divided(_undivided(request.data or _trained_on(series)), series)
    dataset = _with_classes(dataset, request.classes or tuple((series.training or {}).get("classes", ())))
    if request.decision_pair:
        asked_pair(request.decision_pair, list(dataset.classes))
    for sample in request.explain_samples:
        if sample not in set(dataset.samples["sample"]):
            raise DataError(
                f"No sample {sample} in {dataset.name}: nothing to explain. Ids look like: {_some_ids(dataset)}."
            )
    if series.waiting:
        warnings += (f"{series.waiting[0]} is still being written; run again when it is complete.",)
    digests = {checkpoint.epoch: sha256(checkpoint.location) for checkpoint in series.checkpoints}
    return Subject(request, dataset, series, digests, fingerprint(dataset), warnings)


def digest(value: object) -> str:
    """SHA-256 of a JSON-able value, short."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=list).encode()).hexdigest()[:16]


def later(version: int) -> list[int]:
    """What the version of a stage adds to its key: nothing at first, as in stores from before stages had versions."""
    return [version] if version > 1 else []


def _trained_on(series: Series) -> str:
    spec = ((series.training or {}).get("dataset") or {}).get("spec")
    if not spec:
        raise DataError(
            f"Which dataset? {series.folder} does not say what it was trained on. "
            "Name one with --data: a dataset's name, a folder with one folder per class, or preset:folder."
        )
    return spec


def _undivided(spec: str) -> Dataset:
    """The dataset with the splits it brings itself; none is invented for it."""
    entry = catalog.find(spec)
    return registry.read(entry.kind, entry.location, name=entry.name, **entry.options)


def _divided(dataset: Dataset, series: Series) -> tuple[Dataset, tuple[str, ...]]:
    """The samples divided as training divided them, where it left a record."""
    if series.split is None:
        if set(dataset.samples["split"]) & set(SPLITS):
            return dataset, ()
        return dataset, (
            f"{series.folder} has no split.csv and {dataset.name} no split of its own: which samples training saw is "
            f"not known, so every figure is over all of them (split {UNSPLIT!r}).",
        )
    used = series.split.set_index("sample")
    samples = dataset.samples.copy()
    known = samples["sample"].isin(used.index)
    if not known.any():
        raise StoreError(
            f"None of the {len(samples)} samples of {dataset.name} are listed in {series.folder}/split.csv "
            f"(which has ids such as {used.index[0]}). Name the dataset it was trained on with --data."
        )
    for column in ("split", "fold", "group"):
        samples.loc[known, column] = used.loc[samples.loc[known, "sample"], column].to_numpy()
    samples.loc[~known, "split"] = "test"
    unknown = int((~known).sum())
    note = f"{unknown} samples are not in {series.folder}/split.csv: training never saw them, they count as test."
    return replace(dataset, samples=samples), (note,) if unknown else ()


def _with_classes(dataset: Dataset, classes: tuple[str, ...]) -> Dataset:
    if not classes:
        return dataset
    unknown = sorted(set(dataset.samples["label"]) - set(classes))
    if unknown:
        count = int(dataset.samples["label"].isin(unknown).sum())
        raise CheckpointError(
            f"{count} samples of {dataset.name} have labels unknown to the model: {', '.join(map(repr, unknown))}. "
            f"Its classes are {', '.join(map(repr, classes))}. Give the classes in the model's order with --classes, "
            "or take those samples out of the dataset."
        )
    if len(set(classes)) != len(classes):
        raise CheckpointError(f"--classes names a class twice: {', '.join(classes)}.")
    return replace(dataset, classes=classes)


def _some_ids(dataset: Dataset) -> str:
    return ", ".join(dataset.samples["sample"].head(3))


def matched_samples(dataset: Dataset, stored: pd.DataFrame) -> Dataset:
    """The dataset cut to the samples whose pictures were decoded before, with the sizes found then."""
    sizes = stored.set_index("sample")[["width", "height"]]
    samples = dataset.samples[dataset.samples["sample"].isin(sizes.index)].reset_index(drop=True)
    samples[["width", "height"]] = sizes.loc[samples["sample"]].to_numpy()
    return replace(dataset, samples=samples)
