"""Maps of every class, sample and epoch land where they belong, and a refusal is stored with its reason."""

from __future__ import annotations

import shutil
from types import SimpleNamespace

import numpy as np
import pytest

from analysis import explaining
from analysis.contract import Unsupported
from analysis.fed_model import FedModel
from analysis.store import layout
from analysis.store.reader import Run
from analysis.store.writer import RunWriter

pytestmark = pytest.mark.tensorflow


class FakeProbe:
    """Knows which epoch's weights it holds; prepares pictures by leaving them alone."""

    anatomy = SimpleNamespace(map_layer="last_map")

    def assign(self, checkpoint) -> None:
        self.epoch = checkpoint.epoch

    def prepare(self, images):
        return images.astype(np.float32)


def explain(probe, images, classes):
    """A map that says which epoch, picture and class it is of."""
    values = 1000 * probe.epoch + 10 * images[:, 0, 0, 0] + classes
    return np.broadcast_to(values[:, None, None], (len(images), 2, 2)).astype(np.float32)


def refuse(probe, images, classes):
    raise Unsupported("The model has no layer with a map.")


def residual(probe, images, classes, maps):
    return np.full(len(images), 0.25, np.float32)


NAMING = {"SIGNED": True, "SOURCE": "nobody 2026", "SETTINGS": {"steps": 3}}


@pytest.fixture
def writer(tiny_run, tmp_path, monkeypatch) -> RunWriter:
    writer = RunWriter(str(shutil.copytree(tiny_run, tmp_path / "store")), "tiny")
    writer.reset(layout.EXPLANATIONS)
    samples = ["ISIC_0000004", "ISIC_0000001"]
    writer.manifest["explanations"] = {"samples": samples, "methods": {}}
    modules = {
        "telling": SimpleNamespace(TITLE="Telling", explain=explain, residual=residual, **NAMING),
        "refusing": SimpleNamespace(TITLE="Refusing", explain=refuse, **NAMING),
    }
    monkeypatch.setattr(explaining, "EXPLAINERS", modules)
    return writer


def write(writer: RunWriter, epochs=(0, 1, 2, 5)) -> int:
    images = np.zeros((2, 6, 6, 3), np.uint8)
    images[0], images[1] = 7, 3
    checkpoints = [SimpleNamespace(epoch=epoch) for epoch in epochs]
    return explaining.write_explanations(writer, FedModel(FakeProbe()), checkpoints, images, ("telling", "refusing"))


def test_each_map_is_its_own(writer):
    assert write(writer) == 8
    explanations = Run(writer.location).explanations
    for epoch in (0, 1, 2, 5):
        for sample, pixel in (("ISIC_0000004", 7), ("ISIC_0000001", 3)):
            for index in range(3):
                wanted = 1000 * epoch + 10 * pixel + index
                np.testing.assert_array_equal(
                    explanations.map("telling", epoch, sample, index), np.full((2, 2), wanted)
                )
                assert explanations.residual("telling", epoch, sample, index) == 0.25
    assert explanations.image("ISIC_0000001").max() == 3


def test_a_refusal_is_kept_and_not_asked_again(writer):
    write(writer)
    explanations = Run(writer.location).explanations
    assert explanations.methods["refusing"]["unsupported"] == "The model has no layer with a map."
    assert not explanations.has("refusing", 5, "ISIC_0000001")
    assert write(writer) == 0


def test_only_missing_epochs_are_computed(writer):
    write(writer, epochs=(0, 1))
    writer.manifest["explanations"]["methods"].pop("refusing")
    assert write(writer) == 2 + 4
    assert Run(writer.location).explanations.methods["telling"]["epochs"] == [0, 1, 2, 5]


def test_of_many_classes_the_true_and_the_predicted_are_explained(writer, monkeypatch):
    monkeypatch.setattr(explaining, "ALL_CLASSES", 2)
    write(writer)
    run = Run(writer.location)
    for sample in ("ISIC_0000004", "ISIC_0000001"):
        row = run.row(sample)
        wanted = {int(run.labels[row]), int(run.scores(5)[row].argmax())}
        found = {i for i in range(3) if np.isfinite(run.explanations.map("telling", 5, sample, i)).all()}
        assert found == wanted
