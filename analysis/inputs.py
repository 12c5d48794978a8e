"""The inputs of an analysis, opened: every picture decoded, the model loaded and fed as trained, both described."""

from __future__ import annotations

from dataclasses import asdict
from importlib.metadata import version

from analysis.fed_model import FedModel
from analysis.neighbors.stage import describe_neighbors
from analysis.store import layout
from analysis.store.reader import Run
from analysis.store.thumbnails import is_whole
from analysis.store.writer import RunWriter
from analysis.subject import Subject, digest, later, matched_samples
from analysis.timing import timed
from checkpoints.quiet_start import start_tensorflow
from data.contract import Dataset
from data.locations import exists, join

PICTURES = 1  # version, raised when pictures are decoded differently: everything is done anew
EPOCHS = 1  # the same of what is read of every epoch: embeddings, scores, neighbors
PACKAGES = ("tensorflow", "keras", "numpy", "scikit-learn", "shap", "zarr", "xarray", "pandas")


class Inputs:
    """What the stages of one analysis work on.

    Attributes:
        writer: of the run store.
        subject: what the user asked for, checkpoints and samples.
        decoded: how many pictures were decoded for it.
    """

    def __init__(self, writer: RunWriter, subject: Subject):
        self.writer, self.subject = writer, subject
        self.decoded = 0
        self._model: FedModel | None = None

    @property
    def run(self) -> Run:
        """The store as it stands."""
        return Run(self.writer.location)

    @property
    def dataset(self) -> Dataset:
        """The samples whose pictures could be read."""
        return matched_samples(self.subject.dataset, self.run.samples)

    def load(self) -> FedModel:
        """The model; loaded, with the pictures decoded and the manifest brought up to date, at the first call.

        Raises:
            CheckpointError, DataError: as `model_under_study.load` and `fed_as_trained`.
        """
        self._model = self._model or self._loaded()
        return self._model

    def _loaded(self) -> FedModel:
        start_tensorflow()
        from analysis import model_under_study

        with timed(self.writer, "model"):
            studied = model_under_study.load(self.subject)
        dataset, self.decoded = _pictures(self.writer, self.subject, studied.anatomy)
        model = model_under_study.fed_as_trained(studied, self.writer, self.subject, dataset.samples)
        _describe(self.writer, self.subject, dataset)
        return model


def inputs_due(run: Run, subject: Subject) -> bool:
    """Whether a store was made from something else, is not finished, or has lost what its epochs are read from."""
    manifest = run.manifest
    if manifest.get("key") != subject.key or not manifest.get("complete", True):
        return True
    model = manifest["model"]
    wanted = {
        "pictures": _pictures_key(subject, model["input_size"], model["channels"]),
        "model": _model_key(subject, model, manifest["dataset"].get("samples", 0)),
    }
    return not wanted.items() <= manifest["keys"].items() or not (_has_pictures(run.location, manifest) and _has(run))


def _has(run: Run) -> bool:
    return exists(join(run.location, layout.ARRAYS, "zarr.json"))


def _has_pictures(location: str, manifest: dict) -> bool:
    """Whether samples and thumbnails are there; the decoded pictures themselves may be deleted to save room."""
    there = exists(join(location, layout.SAMPLES))
    return there and is_whole(join(location, layout.THUMBNAILS), manifest["thumbnails"])


def _pictures_key(subject: Subject, size, channels: int) -> str:
    return digest([subject.fingerprint, list(size), channels, *later(PICTURES)])


def _model_key(subject: Subject, model: dict, samples: int) -> str:
    k = min(subject.request.neighbors, samples - 1)
    return digest([model, subject.dataset.classes, {"k": k, "metric": "euclidean"}, *later(EPOCHS)])


def _pictures(writer: RunWriter, subject: Subject, anatomy) -> tuple[Dataset, int]:
    """Decode what has not been decoded; a change of pictures or input size makes everything after it stale."""
    from analysis.pictures import decode_pictures, is_decoded

    key = _pictures_key(subject, anatomy.input_size, anatomy.channels)
    keys = writer.manifest.setdefault("keys", {})
    if keys.get("pictures") != key:
        keys.clear()
        writer.reset(layout.ARRAYS, layout.EXPLANATIONS)
    elif is_decoded(writer.location) and _has_pictures(writer.location, writer.manifest):
        return matched_samples(subject.dataset, Run(writer.location).samples), 0
    with timed(writer, "pictures"):
        dataset = decode_pictures(writer, subject.dataset, anatomy.input_size, anatomy.channels)
    writer.table(layout.SAMPLES, dataset.samples)
    keys["pictures"] = key
    writer.save()
    return dataset, len(dataset)


def _describe(writer: RunWriter, subject: Subject, dataset: Dataset) -> None:
    """Put what is known before the first epoch into the manifest, and drop epochs of other settings."""
    manifest, request = writer.manifest, subject.request
    key = _model_key(subject, manifest["model"], len(dataset))
    if manifest["keys"].get("model") != key or not _has(Run(writer.location)):
        writer.reset(layout.ARRAYS, layout.EXPLANATIONS)
        manifest["keys"]["model"] = key
    manifest |= {
        "dataset": {
            "name": dataset.name,
            "kind": dataset.kind,
            "location": dataset.location,
            "options": dataset.options,
            "fingerprint": subject.fingerprint,
            "samples": len(dataset),
        },
        "classes": list(dataset.classes),
        "checkpoints": request.checkpoints,
        "training": subject.series.training or {},
        "request": asdict(request),
        "seeds": {"training": (subject.series.training or {}).get("seed"), "analysis": 0},
        "versions": {package: version(package) for package in PACKAGES},
    }
    writer.table(layout.SAMPLES, dataset.samples)
    describe_neighbors(writer, min(request.neighbors, len(dataset) - 1), dataset.samples)
    if subject.series.history is not None:
        writer.table(layout.HISTORY, subject.series.history)
    writer.save()
