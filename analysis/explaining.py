"""Writing the maps of every method for the chosen samples at every complete epoch."""

from __future__ import annotations

import time

import numpy as np

from analysis.contract import Unsupported
from analysis.explained_samples import RULE, choose_samples
from analysis.explainers.contract import Explainer
from analysis.explainers.registry import EXPLAINERS
from analysis.fed_model import FedModel
from analysis.store import layout
from analysis.store.arrays import EpochArrays
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from analysis.subject import Subject, digest, later
from checkpoints.probe import Probe
from checkpoints.series import Checkpoint
from data.locations import exists, join
from data.progress import progress

VERSION = 1  # raised when a method gives other maps or other samples are chosen, so that all maps are made anew
ALL_CLASSES = 10  # up to so many classes every class is explained; beyond, the true and the predicted one


def explanations_due(run: Run, subject: Subject) -> bool:
    """Whether a map that was asked for is missing, or was made for other samples or by another version."""
    request, known = subject.request, run.manifest["explanations"]
    if not request.methods or not (request.explain or request.explain_samples):
        return False
    if known.get("key") != _key(subject, _named(known, subject)) or not _there(run):
        return True
    epochs = [epoch for epoch in run.epochs if epoch in subject.digests]
    return any(_due(known["methods"].get(name, {}), epoch) for name in request.methods for epoch in epochs)


def update_explanations(writer: RunWriter, subject: Subject, model: FedModel) -> int:
    """Make the maps that are missing, for the samples asked for; returns how many (method, epoch) pairs were made."""
    run = Run(writer.location)
    if not explanations_due(run, subject):
        return 0
    from analysis.pictures import Decoded

    known = writer.manifest["explanations"]
    named = _named(known, subject)
    key = _key(subject, named)
    if known.get("key") != key or not _there(run):
        chosen = {"key": key, "named": named, "samples": choose_samples(run, subject.request.explain, tuple(named))}
        writer.reset(layout.EXPLANATIONS)
        writer.manifest["explanations"] = {**chosen, "rule": RULE, "methods": {}}
    images = Decoded(writer.location).rows(run.rows_of(writer.manifest["explanations"]["samples"]))
    checkpoints = [subject.checkpoint(epoch) for epoch in run.epochs if epoch in subject.digests]
    return write_explanations(writer, model, checkpoints, images, subject.request.methods)


def _named(known: dict, subject: Subject) -> list[str]:
    """The samples that users asked for by name, this time or before."""
    return list(dict.fromkeys([*known.get("named", []), *subject.request.explain_samples]))


def _key(subject: Subject, named: list[str]) -> str:
    return digest([subject.request.explain, named, *later(VERSION)])


def _there(run: Run) -> bool:
    return exists(join(run.location, layout.EXPLANATIONS, "zarr.json"))


def write_explanations(
    writer: RunWriter, model: FedModel, checkpoints: list[Checkpoint], images: np.ndarray, methods: tuple[str, ...]
) -> int:
    """Compute the maps that are missing; returns how many (method, epoch) pairs were computed.

    Where a model takes metadata beside the picture, a sample's own are held fixed: maps explain the picture.

    Args:
        checkpoints: one per complete epoch.
        images: (m, y, x, channels) uint8, the samples listed in the manifest, in that order.
        methods: names of `EXPLAINERS`.
    """
    run, entries = Run(writer.location), writer.manifest["explanations"]
    arrays = writer.explanations(images, entries["samples"], run.classes)
    model = model.only(run.rows_of(entries["samples"]))
    due = [
        (checkpoint, [name for name in methods if _due(entries["methods"].get(name, {}), checkpoint.epoch)])
        for checkpoint in checkpoints
    ]
    work = sum(len(names) for _, names in due)
    with progress(label="Explanations", total=work * len(images), unit="map sets") as bar:
        for checkpoint, names in due:
            if names:
                model.probe.assign(checkpoint)
                arrays.add_epoch(checkpoint.epoch)
                targets = _targets(run, entries["samples"], checkpoint.epoch)
            for name in names:
                _write(writer, arrays, model, name, checkpoint.epoch, images, targets)
                bar.update(len(images))
    return work


def _due(entry: dict, epoch: int) -> bool:
    return "unsupported" not in entry and epoch not in entry.get("epochs", [])


def _targets(run: Run, samples: list[str], epoch: int) -> np.ndarray:
    """Which (sample, class) pairs are explained: (m, c) bool."""
    rows = run.rows_of(samples)
    wanted = np.full((len(rows), len(run.classes)), len(run.classes) <= ALL_CLASSES)
    places = np.arange(len(rows))
    wanted[places, run.labels[rows]] = True
    wanted[places, run.scores(epoch)[rows].argmax(axis=1)] = True
    return wanted


def _write(writer, arrays: EpochArrays, model: FedModel, name: str, epoch: int, images, targets: np.ndarray) -> None:
    module, probe, began = EXPLAINERS[name], model.probe, time.monotonic()
    places, classes = np.nonzero(targets)
    facts = _facts(module, probe)
    try:
        inputs = probe.prepare(images)[places]
        maps = model.one_by_one(places, lambda some: module.explain(probe, inputs[some], classes[some]))
    except Unsupported as reason:
        writer.finish_maps(arrays, name, facts | {"unsupported": str(reason)}, None)
        return
    _store(arrays, name, layout.map_spec(name), epoch, targets, maps)
    residual = getattr(module, "residual", None)
    if residual:
        gaps = model.one_by_one(places, lambda some: residual(probe, inputs[some], classes[some], maps[some]))
        _store(arrays, f"{name}_residual", layout.RESIDUAL, epoch, targets, gaps)
    writer.finish_maps(arrays, name, facts | {"seconds_per_epoch": round(time.monotonic() - began, 3)}, epoch)


def _store(arrays: EpochArrays, name: str, spec: layout.ArraySpec, epoch: int, targets, values: np.ndarray) -> None:
    full = np.full((*targets.shape, *values.shape[1:]), spec.fill, np.float32)
    full[targets] = values
    arrays.create(name, spec, full.shape)
    arrays.write(name, epoch, full)


def _facts(module: Explainer, probe: Probe) -> dict:
    return {
        "title": module.TITLE,
        "signed": module.SIGNED,
        "source": module.SOURCE,
        "settings": dict(module.SETTINGS),
        "layer": probe.anatomy.map_layer if module.TITLE.startswith("Grad-CAM") else None,
    }
