"""POST /transforms: everything the registry has, presets resolved, and no TensorFlow for it."""

import subprocess
import sys

from checkpoints.augmentation import PRESETS, TRANSFORMS
from tests.conftest import ROOT


def test_every_transform_with_its_strength(ask):
    status, answer = ask("POST", "/transforms", {})
    assert status == 200 and answer["in_force"] == {}
    assert [entry["name"] for entry in answer["offered"]] == list(TRANSFORMS)
    rotation = next(entry for entry in answer["offered"] if entry["name"] == "rotation")
    assert (rotation["low"], rotation["high"]) == TRANSFORMS["rotation"].LIMITS
    assert rotation["strength"] == TRANSFORMS["rotation"].STRENGTH and "degrees" in rotation["unit"]
    assert set(answer["presets"]) == set(PRESETS)


def test_words_and_presets_are_resolved_as_training_does(ask):
    preset = next(iter(PRESETS))
    _, answer = ask("POST", "/transforms", {"transforms": [preset, "rotation=20"]})
    assert answer["in_force"]["rotation"] == 20
    assert len(answer["in_force"]) >= len(PRESETS[preset])


def test_words_that_are_none(ask):
    status, answer = ask("POST", "/transforms", {"transforms": ["melt"]})
    assert status == 422 and "melt" in answer["error"] and "rotation" in answer["error"]
    assert ask("POST", "/transforms", {"transforms": ["rotation=1e9"]})[0] == 422
    assert ask("POST", "/transforms", {"words": []})[0] == 400


def test_it_needs_no_tensorflow():
    code = (
        "import sys\nfrom analysis.service.transforms import transforms\ntransforms(None, {})\n"
        "assert not {'tensorflow', 'keras'} & set(sys.modules), 'a heavy package was imported'"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True)
