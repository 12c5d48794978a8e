import numpy as np
import pytest

from checkpoints.augmentation.applying import apply, compiled
from checkpoints.augmentation.registry import GEOMETRY, LOOKS, PRESETS, TRANSFORMS
from checkpoints.augmentation.words import parse
from checkpoints.contract import CheckpointError

pytestmark = pytest.mark.tensorflow


def strong(name):
    """A word that touches every picture."""
    return f"{name}=1" if name in ("hair", "vignette") else name


def test_each_transform_and_each_preset_compiled_by_xla_gives_the_same(images, seed):
    import tensorflow as tf

    presets = {name: parse([name]) for name in PRESETS}

    def all_of_them(pictures, number):
        maps = {name: module.affine(number, 6, (24, 32), module.STRENGTH) for name, module in GEOMETRY.items()}
        looks = {name: module.change(pictures, number, module.STRENGTH) for name, module in LOOKS.items()}
        return maps | looks | {name: apply(transforms, pictures, number) for name, transforms in presets.items()}

    found = tf.function(all_of_them, jit_compile=True, autograph=False)(tf.constant(images), seed(3))
    for name, plain in all_of_them(tf.constant(images), seed(3)).items():
        np.testing.assert_allclose(found[name], plain, atol=0.05, err_msg=name)


def test_compiled_is_the_same_function(images, seed):
    import tensorflow as tf

    transforms = parse(["contrast"])
    found = compiled(transforms)(tf.constant(images), seed(4))
    np.testing.assert_allclose(found, apply(transforms, images, seed(4)), atol=0.05)


def test_no_python_in_the_graph(seed):
    import tensorflow as tf

    transforms = parse([*TRANSFORMS])
    traced = tf.function(lambda pictures, number: apply(transforms, pictures, number), autograph=False)
    traced = traced.get_concrete_function(tf.TensorSpec((None, 24, 32, 3)), tf.TensorSpec((2,), tf.int32))
    names = {node.op for node in traced.graph.as_graph_def().node}
    names |= {node.op for function in traced.graph.as_graph_def().library.function for node in function.node_def}
    assert "GatherV2" in names
    assert not [name for name in names if "PyFunc" in name]
    assert traced.structured_outputs.shape.as_list() == [None, 24, 32, 3]


@pytest.mark.parametrize("name", [*TRANSFORMS, *PRESETS])
def test_drawn_from_the_seed_for_each_picture(name, images, seed):
    transforms = parse([strong(name)])
    alike = np.repeat(images[:1], 24, 0)
    found = apply(transforms, alike, seed(1)).numpy()
    assert found.dtype == np.float32
    assert (found.min() >= 0) and (found.max() <= 255)
    np.testing.assert_array_equal(apply(transforms, alike, seed(1)), found)
    assert not np.array_equal(apply(transforms, alike, seed(2)), found)
    assert len({one.tobytes() for one in found}) > (1 if name in ("mirror", "flips", "quarter_turns") else 18)


@pytest.mark.parametrize("seed_of_zeros", [(0, 0), (0, 5)])
@pytest.mark.parametrize("name", sorted(TRANSFORMS))
def test_a_seed_of_zeros_draws_too(name, images, seed_of_zeros):
    strength = TRANSFORMS[name].LIMITS[1]
    drawn = apply(parse([f"{name}={strength}"]), images, np.array(seed_of_zeros, np.int32)).numpy()
    assert np.abs(drawn - images).max() > 1


def test_switching_one_off_leaves_the_others_draws(images, seed):
    alone = apply(parse(["rotation"]), images, seed(5)).numpy()
    beside = apply(parse(["rotation", "hair=1"]), images, seed(5)).numpy()
    assert not np.array_equal(alone, beside)
    assert (alone == beside).all(-1).mean() > 0.5


def test_no_black_edges_when_everything_moves(seed):
    white = np.full((64, 24, 32, 3), 255, np.float32)
    moved = apply(parse([f"{name}={module.LIMITS[1]}" for name, module in GEOMETRY.items()]), white, seed())
    np.testing.assert_allclose(moved, white, atol=1e-3)


def test_nothing_to_do(images, seed):
    np.testing.assert_array_equal(apply((), images, seed()), images)


@pytest.mark.parametrize("shape", [(24, 32, 3), (2, 24, 32, 4), (2, 24, 32)])
def test_pictures_of_another_form(shape, seed):
    with pytest.raises(CheckpointError, match=r"grey or RGB pictures of known size.*Found"):
        apply(parse(["flips"]), np.zeros(shape, np.float32), seed())


def test_size_must_be_known(seed):
    import tensorflow as tf

    traced = tf.function(lambda pictures: apply(parse(["flips"]), pictures, seed()), autograph=False)
    with pytest.raises(CheckpointError, match=r"known size.*\(None, None, None, 3\)"):
        traced.get_concrete_function(tf.TensorSpec((None, None, None, 3)))
