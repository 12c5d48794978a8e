import pytest

from checkpoints.augmentation.contract import Transform
from checkpoints.augmentation.registry import PRESETS, TRANSFORMS
from checkpoints.augmentation.words import parse
from checkpoints.contract import CheckpointError


def test_names_take_their_default_and_strengths_are_read():
    assert parse(["flips", "rotation=20"]) == (Transform("flips", 0.5), Transform("rotation", 20.0))
    assert parse(["rotation"]) == (Transform("rotation", 180.0),)
    assert parse([]) == ()


def test_the_order_of_words_does_not_matter():
    assert parse(["cutout", "hue", "crop"]) == parse(["crop", "cutout", "hue"])


def test_a_preset_and_what_is_said_beside_it():
    plain = {one.name: one.strength for one in parse(["melanoma"])}
    changed = {one.name: one.strength for one in parse(["rotation=20", "melanoma", "hair=0", "noise"])}
    assert plain["rotation"] == 180
    assert changed == {name: value for name, value in plain.items() if name != "hair"} | {"rotation": 20, "noise": 8}


@pytest.mark.parametrize("name", [*TRANSFORMS, *PRESETS])
def test_written_out_again_and_read_back(name):
    transforms = parse([name])
    assert parse(map(str, transforms)) == transforms


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["melanom"], r"no transform or preset 'melanom'.*Presets: melanoma, light, tta.*Transforms: mirror, flips"),
        (["turn=3"], r"no transform 'turn'"),
        (["melanoma=2"], r"no transform 'melanoma'"),
        (["rotation=far"], r"from 0 to 180 \(degrees, largest turn either way\), as in rotation=180.*'rotation=far'"),
        (["rotation=200"], "from 0 to 180"),
        (["rotation=-1"], "from 0 to 180"),
        (["hair=nan"], "from 0 to 1"),
        (["hair="], "Found: 'hair='"),
        (["hair=0.1", "hair=0.2"], "names hair twice"),
    ],
)
def test_words_that_do_not_go(words, message):
    with pytest.raises(CheckpointError, match=message):
        parse(words)
