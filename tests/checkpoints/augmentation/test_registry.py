from pathlib import Path

import numpy as np
import pytest

from checkpoints.augmentation.affine import resample
from checkpoints.augmentation.registry import GEOMETRY, LOOKS, PRESETS, TRANSFORMS
from checkpoints.augmentation.words import parse

N = 32


@pytest.mark.parametrize("name", TRANSFORMS)
def test_every_module_has_the_form(name):
    module = TRANSFORMS[name]
    low, high = module.LIMITS
    assert low == 0 < module.STRENGTH <= high
    assert module.TITLE and module.UNIT
    assert (name in GEOMETRY) != (name in LOOKS)


def test_the_page_tells_defaults_and_presets():
    text = (Path(__file__).parents[3] / "docs" / "augmentation.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line[:3] == "| `"]
    told = {cells[0].strip("`"): [float(cell or 0) for cell in cells[3:]] for cells in rows}
    assert list(told) == list(TRANSFORMS)
    strengths = [{one.name: one.strength for one in parse([preset])} for preset in ("melanoma", "light", "tta")]
    for name, module in TRANSFORMS.items():
        assert told[name] == [module.STRENGTH, *(preset.get(name, 0) for preset in strengths)], name


def test_presets():
    chosen = {preset: {one.name for one in parse([preset])} for preset in PRESETS}
    assert {"flips", "rotation", "hair", "vignette", "cutout", "hue"} <= chosen["melanoma"]
    assert chosen["tta"] <= {*GEOMETRY, "brightness"}
    assert all(len(names) == len(PRESETS[preset]) for preset, names in chosen.items())


@pytest.mark.tensorflow
@pytest.mark.parametrize("name", GEOMETRY)
def test_geometry(name, images, seed):
    module = GEOMETRY[name]
    nothing = module.affine(seed(), 5, (24, 32), 0.0).numpy()
    np.testing.assert_allclose(nothing, np.tile(np.eye(3), (5, 1, 1)), atol=1e-7)
    maps = module.affine(seed(), N, (24, 32), module.LIMITS[1])
    assert maps.shape == (N, 3, 3)
    white = np.full((N, 24, 32, 3), 255, np.float32)
    np.testing.assert_allclose(resample(white, maps), white, atol=1e-3)
    assert name == "flips" or np.ptp(module.affine(seed(), N, (24, 32), 0.5).numpy(), axis=0).max() > 0


@pytest.mark.tensorflow
@pytest.mark.parametrize("channels", [1, 3])
@pytest.mark.parametrize("name", LOOKS)
def test_looks(name, channels, images, seed):
    module, given = LOOKS[name], images[..., :channels]
    np.testing.assert_allclose(module.change(given, seed(), 0.0), given, atol=1e-3)
    changed = np.array(module.change(given, seed(), module.LIMITS[1]))
    assert changed.shape == given.shape
    assert (changed.min() >= -1e-3) and (changed.max() <= 255 + 1e-3)
    assert (np.abs(changed - given).max() > 5) == (channels == 3 or name not in ("hue", "saturation"))
    np.testing.assert_array_equal(module.change(given, seed(), module.LIMITS[1]), changed)
    white = np.full((2, 24, 32, channels), 255, np.float32)
    black = np.zeros_like(white)
    for flat in (white, black):
        assert np.isfinite(module.change(flat, seed(), module.LIMITS[1])).all()
