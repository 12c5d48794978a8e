"""`analysis run`: a folder of checkpoints and a dataset become a run store, stage by stage, each one resumable."""

from __future__ import annotations

import errno
from dataclasses import asdict, dataclass
from importlib.metadata import version

from analysis import model_free
from analysis.contract import StoreError
from analysis.fed_model import FedModel
from analysis.health.registry import VERSION
from analysis.request import Request
from analysis.store import layout
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from analysis.subject import Subject, digest, identify, matched_samples
from analysis.timing import timed
from checkpoints.quiet_start import start_tensorflow
from data.contract import Dataset, EpochscopeError

PACKAGES = ("tensorflow", "keras", "numpy", "scikit-learn", "shap", "zarr", "xarray", "pandas")

STAGES = {"duplicates", *model_free.STAGES}  # entries that a store of an older version lacks


@dataclass(frozen=True)
class Done:
    """How much one call of `analyse` did; all zero when the store was up to date."""

    pictures: int = 0
    epochs: int = 0
    projections: int = 0
    explanations: int = 0
    tta: int = 0
    baselines: int = 0
    duplicates: int = 0
    pairs: int = 0
    separations: int = 0
    looks: int = 0
    nuisances: int = 0
    neighbor_lists: int = 0


def analyse(request: Request) -> Done:
    """Bring the run store up to date with the checkpoints and the dataset.

    What is complete and unchanged is skipped; what changed (pictures, model, settings) is redone. May be killed at any
    moment and called again.

    Raises:
        EpochscopeError: anything the user can mend. What was complete before is kept.
    """
    subject = identify(request)
    writer = RunWriter(request.out, subject.name)
    complete = set(writer.manifest) >= STAGES and writer.manifest.get("health_version") == VERSION
    measured = all("quality" in entry for entry in writer.manifest["projections"].values())
    if writer.manifest.get("key") == subject.key and complete and measured:
        return Done()
    try:
        return _bring_up_to_date(writer, subject)
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        raise StoreError(
            f"No room left while writing {request.out}. Every epoch that was complete is kept: "
            "free some space and run the same command again to go on."
        ) from error


def _bring_up_to_date(writer: RunWriter, subject: Subject) -> Done:
    start_tensorflow()  # only now, when there is work
    writer.manifest["complete"] = False  # a page that is open follows the run until it is
    from analysis import model_under_study

    with timed(writer, "model"):
        studied = model_under_study.load(subject)
    dataset, pictures = _pictures(writer, subject, studied.anatomy)
    model = model_under_study.fed_as_trained(studied, writer, subject, dataset.samples)
    _describe(writer, subject, dataset)
    duplicates = _duplicates(writer, subject, dataset)
    epochs = _epochs(writer, subject, model)
    with timed(writer, "neighbors"):
        from analysis.neighbors.stage import update_neighbors

        lists = update_neighbors(writer, subject.request.neighbor_lists)
    with timed(writer, "tta"):
        from analysis.tta import update_tta

        tta = update_tta(writer, subject, model)
    with timed(writer, "metrics"):
        _metrics(writer, dataset)
    with timed(writer, "health"):
        _health(writer, subject, model)
    with timed(writer, "baselines"):
        from analysis.probing import update_baselines

        baselines = update_baselines(writer) if subject.request.baselines else 0
    from_store = model_free.update_model_free(writer)
    with timed(writer, "projections"):
        from analysis.projecting import Settings, write_projections

        settings = Settings(subject.request.components, pair=subject.request.decision_pair)
        projections = len(write_projections(writer, subject.request.projections, settings))
    with timed(writer, "explanations"):
        explanations = _explanations(writer, subject, model)
    _finish(writer, subject)
    return Done(
        pictures, epochs, projections, explanations, tta, baselines, duplicates, neighbor_lists=lists, **from_store
    )


def _pictures(writer: RunWriter, subject: Subject, anatomy) -> tuple[Dataset, int]:
    """Decode what has not been decoded; a change of pictures or input size makes everything after it stale."""
    from analysis.pictures import decode_pictures, is_decoded

    key = digest([subject.fingerprint, list(anatomy.input_size), anatomy.channels])
    keys = writer.manifest.setdefault("keys", {})
    if keys.get("pictures") != key:
        keys.clear()
        writer.reset(layout.ARRAYS, layout.EXPLANATIONS)
    elif is_decoded(writer.location):
        return matched_samples(subject.dataset, Run(writer.location).samples), 0
    with timed(writer, "pictures"):
        dataset = decode_pictures(writer, subject.dataset, anatomy.input_size, anatomy.channels)
    writer.table(layout.SAMPLES, dataset.samples)
    keys["pictures"] = key
    writer.save()
    return dataset, len(dataset)


def _describe(writer: RunWriter, subject: Subject, dataset: Dataset) -> None:
    """Put what is known before the first epoch into the manifest, and drop epochs of other settings."""
    from analysis.neighbors.stage import describe_neighbors

    manifest, request = writer.manifest, subject.request
    k = min(request.neighbors, len(dataset) - 1)
    key = digest([manifest["model"], dataset.classes, {"k": k, "metric": "euclidean"}])
    if manifest["keys"].get("model") != key:
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
    describe_neighbors(writer, k, dataset.samples)
    if subject.series.history is not None:
        writer.table(layout.HISTORY, subject.series.history)
    writer.save()


def _epochs(writer: RunWriter, subject: Subject, model: FedModel) -> int:
    """Read every checkpoint that the store does not have yet, or has in another version."""
    from analysis.epochs import first_bad, read_epoch, write_epoch
    from analysis.pictures import Decoded

    known = {entry["epoch"]: entry["sha256"] for entry in writer.manifest["epochs"]}
    due = [epoch for epoch, sha256 in subject.digests.items() if known.get(epoch) != sha256]
    decoded, samples = Decoded(writer.location), list(Run(writer.location).samples["sample"])
    bad = writer.manifest.setdefault("bad_epochs", {})
    for epoch in due:
        if epoch in known:
            writer.drop_epoch(epoch)
        with timed(writer, "epochs"):
            checkpoint = subject.checkpoint(epoch)
            model.probe.assign(checkpoint)
            embeddings, scores = read_epoch(model, decoded, epoch, subject.request.batch_size)
            row = first_bad(embeddings, scores)
            if row is not None:
                bad[str(epoch)] = f"NaN or infinite values, first at sample {samples[row]}"
                continue
            bad.pop(str(epoch), None)
            entry = {"epoch": epoch, "checkpoint": checkpoint.location, "sha256": subject.digests[epoch]}
            arrays = writer.arrays(samples, writer.manifest["classes"])
            write_epoch(writer, arrays, entry, embeddings, scores, lists=subject.request.neighbor_lists)
    if not writer.epochs:
        raise EpochscopeError(
            f"No epoch of {subject.series.folder} gives finite numbers: {bad}. Was training diverging?"
        )
    return len(due)


def _duplicates(writer: RunWriter, subject: Subject, dataset: Dataset) -> int:
    from analysis.finding_duplicates import write_duplicates

    with timed(writer, "duplicates"):
        return int(write_duplicates(writer, dataset, subject.fingerprint))


def _metrics(writer: RunWriter, dataset: Dataset) -> None:
    from analysis.evaluation import update_metrics

    table, tta = dataset.samples[["label", "split", "group"]].to_json(), writer.manifest.get("tta") or {}
    key = digest([table, writer.manifest["keys"]["model"], [tta.get("key"), tta.get("epochs")] if tta else ""])
    update_metrics(writer, keep=writer.manifest["keys"].get("table") == key)
    writer.manifest["keys"]["table"] = key
    writer.save()


def _health(writer: RunWriter, subject: Subject, model: FedModel) -> None:
    from analysis.health.stage import write_health

    write_health(writer, model.probe, {each.epoch: each for each in subject.series.checkpoints}, model.metadata)


def _explanations(writer: RunWriter, subject: Subject, model: FedModel) -> int:
    request, run = subject.request, Run(writer.location)
    if not request.methods or not (request.explain or request.explain_samples):
        return 0
    from analysis.explained_samples import RULE, choose_samples
    from analysis.explaining import write_explanations
    from analysis.pictures import Decoded

    known = writer.manifest["explanations"]
    named = list(dict.fromkeys([*known.get("named", []), *request.explain_samples]))
    key = digest([request.explain, named])
    if known.get("key") != key:
        samples = choose_samples(run, request.explain, tuple(named))
        writer.reset(layout.EXPLANATIONS)
        writer.manifest["explanations"] = {
            "key": key,
            "named": named,
            "samples": samples,
            "rule": RULE,
            "methods": {},
        }
    samples = writer.manifest["explanations"]["samples"]
    images = Decoded(writer.location).rows(run.rows_of(samples))
    checkpoints = [subject.checkpoint(epoch) for epoch in run.epochs if epoch in subject.digests]
    return write_explanations(writer, model, checkpoints, images, request.methods)


def _finish(writer: RunWriter, subject: Subject) -> None:
    writer.manifest["warnings"] = list(subject.warnings)
    writer.manifest["complete"] = True
    writer.manifest["key"] = subject.key
    writer.save()
