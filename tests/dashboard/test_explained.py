"""Maps with the words that go with them, and the command that makes one."""

import shlex

import numpy as np
import pytest

from analysis.store import layout
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from dashboard.explained import command, explained
from tests.tiny_store import build


@pytest.fixture
def run(tiny_run) -> Run:
    return Run(tiny_run)


def test_every_method_has_its_map_or_its_reason(run):
    found = {each.name: each for each in explained(run, 2, "ISIC_0000003", 1)}
    assert list(found) == list(run.explanations.methods)
    assert (found["grad_cam"].values == run.explanations.map("grad_cam", 2, "ISIC_0000003", 1)).all()
    assert found["shap"].values is None
    assert found["shap"].missing == "SHAP needs a model with one input; this one has two."


def test_completeness_gap_and_facts(run):
    found = {each.name: each for each in explained(run, 2, "ISIC_0000003", 1)}
    assert found["integrated_gradients"].residual == pytest.approx(0.004)
    assert found["grad_cam"].residual is None
    assert found["grad_cam"].facts == {"Settings": "steps 16", "Source": "Selvaraju et al. 2017"}


def test_an_epoch_without_maps_says_which_have_some(run):
    run.explanations.methods["grad_cam"]["epochs"] = [0, 1]
    found = explained(run, 5, "ISIC_0000003", 1)[0]
    assert found.values is None
    assert found.missing == "Not computed at epoch 5. Epochs with maps: 0, 1."


def test_a_class_that_was_not_explained_says_so(tmp_path):
    location = build(tmp_path / "run")
    writer = RunWriter(location, "run")
    run = Run(location)
    arrays = writer.explanations(
        np.stack([run.explanations.image(sample) for sample in run.explanations.samples]),
        run.explanations.samples,
        run.classes,
    )
    maps = np.ones((6, 3, 4, 4), np.float32)
    maps[:, 2] = np.nan
    arrays.create("grad_cam", layout.map_spec("grad_cam"), maps.shape)
    arrays.write("grad_cam", 0, maps)
    arrays.publish()
    found = explained(Run(location), 0, "ISIC_0000000", 2)[0]
    assert found.values is None
    assert "Not computed for keratosis." in found.missing
    assert explained(Run(location), 0, "ISIC_0000000", 1)[0].values is not None


def test_the_command_survives_a_shell(run):
    run.manifest["checkpoints"] = "my models/run 1"
    words = shlex.split(command(run, "it's; rm -rf /"))
    assert words[:5] == ["python", "-m", "analysis", "run", "my models/run 1"]
    assert words[words.index("--explain") + 1] == "it's; rm -rf /"
    assert words[words.index("--out") + 1] == run.location
    assert words[words.index("--data") + 1] == "tiny"


def test_the_dataset_is_left_out_where_training_recorded_it(run):
    run.manifest["training"] = {"dataset": {"spec": "lesions"}}
    assert "--data" not in command(run, "a")


def test_an_image_folder_is_named_by_its_place(run):
    run.manifest["dataset"] = {"kind": "image_folder", "name": "cats", "location": "/pictures/cats"}
    assert "--data /pictures/cats" in command(run, "a")
