"""The stages of an analysis after its inputs, in their order: each says by itself whether a store needs it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from analysis.epochs import epochs_due, update_epochs
from analysis.evaluation import metrics_due, update_due_metrics
from analysis.explaining import explanations_due, update_explanations
from analysis.finding_duplicates import duplicates_due, write_duplicates
from analysis.health.stage import epochs_to_measure, health_due, write_health
from analysis.inputs import Inputs
from analysis.looks.stage import looks_due, update_looks
from analysis.neighbors.stage import lists_due, update_neighbors
from analysis.nuisances.stage import nuisances_due, update_nuisances
from analysis.probing import baselines_due, update_baselines
from analysis.projecting import Settings, projections_due, write_projections
from analysis.separating import separation_due, update_separation
from analysis.similarity.stage import similarity_due, update_similarity
from analysis.store.reader import Run
from analysis.subject import Subject
from analysis.tta import tta_due, update_tta


class Stage(NamedTuple):
    """One row of `STAGES`.

    Attributes:
        name: in the manifest's `timing`, and of a field of `analysis.pipeline.Done`.
        is_due: whether a store lacks its result for this subject, or has it from other inputs or an older version.
        update: adds what is missing and leaves the rest as it is; returns how much was missing.
        reads_model: whether that takes the model.
    """

    name: str
    is_due: Callable[[Run, Subject], bool]
    update: Callable[[Inputs], int]
    reads_model: bool = False


def _health(inputs: Inputs) -> int:
    checkpoints, model = {each.epoch: each for each in inputs.subject.series.checkpoints}, inputs.load()
    due = epochs_to_measure(inputs.run, checkpoints)
    write_health(inputs.writer, model.probe, checkpoints, model.metadata)
    return len(due)


def _settings(subject: Subject) -> Settings:
    return Settings(subject.request.components, pair=subject.request.decision_pair)


def _projections(inputs: Inputs) -> int:
    return len(write_projections(inputs.writer, inputs.subject.request.projections, _settings(inputs.subject)))


STAGES = (
    Stage(
        "duplicates",
        lambda run, subject: duplicates_due(run, subject.fingerprint),
        lambda inputs: int(write_duplicates(inputs.writer, inputs.dataset, inputs.subject.fingerprint)),
    ),
    Stage("epochs", epochs_due, lambda inputs: update_epochs(inputs.writer, inputs.subject, inputs.load()), True),
    Stage(
        "neighbors",
        lambda run, subject: lists_due(run, subject.request.neighbor_lists),
        lambda inputs: update_neighbors(inputs.writer, inputs.subject.request.neighbor_lists),
    ),
    Stage(
        "tta",
        lambda run, subject: bool(tta_due(run, subject)),
        lambda inputs: update_tta(inputs.writer, inputs.subject, inputs.load()),
        reads_model=True,
    ),
    Stage("metrics", lambda run, _: metrics_due(run), lambda inputs: update_due_metrics(inputs.writer)),
    Stage("health", lambda run, subject: health_due(run, subject.digests), _health, True),
    Stage(
        "baselines",
        lambda run, subject: subject.request.baselines and baselines_due(run),
        lambda inputs: update_baselines(inputs.writer) if inputs.subject.request.baselines else 0,
    ),
    Stage("similarity", lambda run, _: similarity_due(run), lambda inputs: update_similarity(inputs.writer)),
    Stage("separation", lambda run, _: separation_due(run), lambda inputs: update_separation(inputs.writer)),
    Stage("looks", lambda run, _: looks_due(run), lambda inputs: update_looks(inputs.writer)),
    Stage("nuisances", lambda run, _: nuisances_due(run), lambda inputs: update_nuisances(inputs.writer)),
    Stage(
        "projections",
        lambda run, subject: projections_due(run, subject.request.projections, _settings(subject)),
        _projections,
    ),
    Stage(
        "explanations",
        explanations_due,
        lambda inputs: update_explanations(inputs.writer, inputs.subject, inputs.load()),
        reads_model=True,
    ),
)
