"""A finished store gets exactly what it lacks: of each stage, when its result is gone or of an older version."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

from analysis import evaluation, explaining, finding_duplicates, inputs, projecting, projection_quality, separating
from analysis.health import judging, stage
from analysis.looks import stage as looks
from analysis.nuisances import stage as nuisances
from analysis.pipeline import Done, analyse
from analysis.request import Request
from analysis.similarity import stage as similarity
from analysis.store import layout
from analysis.store.writer import RunWriter
from tests.analysis.test_killed import without_clock

pytestmark = pytest.mark.tensorflow

EVERYTHING = Done(0, 0, 3, 0, 0, 3, 3, 0, 6, 3, 3, 3, 2, 3)


@pytest.fixture(scope="module")
def finished(stock_checkpoints, pictures, tmp_path_factory) -> Request:
    out = tmp_path_factory.mktemp("stages") / "stock"
    settings = {"neighbors": 10, "explain": 2, "methods": ("grad_cam",), "projections": ("pca_joint", "decision")}
    request = Request(checkpoints=str(stock_checkpoints), data=str(pictures), out=str(out), **settings)
    analyse(request)
    return request


@pytest.fixture
def copied(finished, tmp_path) -> Request:
    return Request(**{**vars(finished), "out": str(shutil.copytree(finished.out, tmp_path / "stock"))})


def content(location: str) -> dict[str, bytes]:
    """Every file but the manifest, byte for byte; the table of health without its keys, which hold the versions."""
    files = (path for path in Path(location).rglob("*") if path.is_file() and path.name != layout.MANIFEST)
    found = {str(path.relative_to(location)): path.read_bytes() for path in files}
    health = pd.read_parquet(Path(location, layout.HEALTH)).drop(columns="key")
    return found | {layout.HEALTH: health.to_json(double_precision=15).encode()}


def manifest(location: str) -> dict:
    return without_clock(json.loads(Path(location, layout.MANIFEST).read_text()))


def without_keys(value):
    """A manifest without what changes with a version."""
    if isinstance(value, dict):
        return {name: without_keys(part) for name, part in value.items() if name not in VERSIONED}
    return [without_keys(part) for part in value] if isinstance(value, list) else value


VERSIONED = {"key", "keys", "version", "health_version", "pictures"}


@pytest.mark.parametrize(
    ("module", "name", "wanted"),
    [
        (finding_duplicates, "VERSION", Done(duplicates=1)),
        (evaluation, "VERSION", Done(metrics=3)),
        (similarity, "VERSION", Done(similarity=6)),
        (separating, "VERSION", Done(separation=3)),
        (looks, "VERSION", Done(looks=3)),
        (nuisances, "VERSION", Done(nuisances=3)),
        (projecting, "VERSION", Done(projections=2)),
        (projection_quality, "VERSION", Done(projections=2)),
        (explaining, "VERSION", Done(explanations=3)),
        (inputs, "EPOCHS", EVERYTHING),
    ],
)
def test_a_newer_version_of_a_stage_redoes_it_and_nothing_else(copied, finished, monkeypatch, module, name, wanted):
    monkeypatch.setattr(module, name, getattr(module, name) + 1)
    assert analyse(copied) == wanted
    assert content(copied.out) == content(finished.out)  # the same pictures and model: the same numbers
    assert without_keys(manifest(copied.out)) == without_keys(manifest(finished.out))
    assert analyse(copied) == Done()


def test_a_newer_version_of_health_measures_every_epoch_anew(copied, finished, monkeypatch):
    for module in (stage, judging):
        monkeypatch.setattr(module, "VERSION", module.VERSION + 1)
    assert analyse(copied) == Done(health=3)
    assert content(copied.out) == content(finished.out)
    assert analyse(copied) == Done()


@pytest.mark.parametrize(
    ("entry", "wanted"),
    [
        ("duplicates", Done(duplicates=1)),
        ("baselines", Done()),  # there are none, and the manifest says why
        ("looks", Done(looks=3)),
        ("nuisances", Done(nuisances=3)),
        ("health", Done()),  # every epoch is measured: only judged anew
    ],
)
def test_what_the_manifest_lacks_is_added(copied, finished, entry, wanted):
    writer = RunWriter(copied.out, "")
    del writer.manifest[entry]
    writer.save()
    assert analyse(copied) == wanted
    assert content(copied.out) == content(finished.out)
    assert manifest(copied.out) == manifest(finished.out)


@pytest.mark.parametrize(
    ("gone", "wanted"),
    [
        (layout.DUPLICATES, Done(duplicates=1)),
        (layout.EPOCHS, Done(metrics=3)),
        (layout.SIMILARITY, Done(similarity=6)),
        (layout.LOOKS, Done(looks=3)),
        (layout.NUISANCE_VERDICTS, Done(nuisances=3)),
        (layout.PICTURE_NUISANCES, Done()),  # what was made of it stays
        (layout.THUMBNAILS, Done(pictures=54)),
        (layout.SAMPLES, Done(pictures=54)),
        (layout.EXPLANATIONS, Done(explanations=3)),
        (layout.ARRAYS, EVERYTHING),
    ],
)
def test_what_was_deleted_is_redone_as_the_messages_promise(copied, finished, gone, wanted):
    place = Path(copied.out, gone)
    shutil.rmtree(place) if place.is_dir() else place.unlink()
    assert analyse(copied) == wanted
    assert content(copied.out) == content(finished.out)
    assert manifest(copied.out) == manifest(finished.out)


def test_a_store_killed_while_one_stage_was_redone_is_not_taken_for_finished(copied, finished):
    writer = RunWriter(copied.out, "")
    writer.manifest |= {"complete": False, "looks": {}}
    writer.save()
    assert analyse(copied) == Done(looks=3)
    assert manifest(copied.out) == manifest(finished.out)
