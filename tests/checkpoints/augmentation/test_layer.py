import numpy as np
import pytest

from checkpoints.augmentation.applying import apply

pytestmark = pytest.mark.tensorflow

WORDS = ["brightness"]  # compiled in no time


@pytest.fixture
def augment():
    """A fresh layer: `augment(seed=0)`."""
    from checkpoints.augmentation.layer import Augment

    return lambda seed=0: Augment(WORDS, seed)


def test_only_while_training(augment, images):
    layer = augment()
    np.testing.assert_array_equal(layer(images), images)
    np.testing.assert_array_equal(layer(images, training=False), images)
    first, second = (layer(images, training=True).numpy() for _ in range(2))
    assert not np.array_equal(first, images)
    assert not np.array_equal(first, second)
    assert first.shape == images.shape


def test_bytes_become_float32_in_the_same_range(augment, images):
    layer = augment()
    for training in (False, True):
        found = layer(images.astype(np.uint8), training=training).numpy()
        assert found.dtype == np.float32
        assert found.max() > 150


def test_the_same_seed_gives_the_same_batches(augment, images):
    one, two, other = augment(4), augment(4), augment(5)
    for _ in range(2):
        found = one(images, training=True).numpy()
        np.testing.assert_array_equal(two(images, training=True), found)
        assert not np.array_equal(other(images, training=True), found)


def test_a_restored_state_goes_on_where_it_stopped(augment, images):
    undisturbed, stopped = augment(), augment()
    for layer in (undisturbed, stopped):
        layer(images, training=True)
    (state,) = [variable.numpy() for variable in stopped.variables]
    resumed = augment(seed=99)
    resumed.variables[0].assign(state)
    for _ in range(2):
        np.testing.assert_array_equal(resumed(images, training=True), undisturbed(images, training=True))


def test_saved_and_loaded_with_its_state(augment, images, tmp_path):
    import keras

    model = keras.Sequential([keras.Input((24, 32, 3)), augment(3)])
    model(images, training=True)
    model.save(tmp_path / "m.keras")
    loaded = keras.models.load_model(tmp_path / "m.keras", safe_mode=True)
    assert loaded.layers[0].transforms == model.layers[0].transforms
    np.testing.assert_array_equal(loaded(images, training=True), model(images, training=True))


def test_replicas_draw_differently(images):
    """As `apply` with the seed that belongs to the replica; two devices on one machine."""
    import subprocess
    import sys

    code = """
import numpy as np, tensorflow as tf
cpu = tf.config.list_physical_devices("CPU")[0]
tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * 2)
from checkpoints.augmentation.layer import Augment
strategy = tf.distribute.MirroredStrategy(["CPU:0", "CPU:1"])
with strategy.scope():
    layer = Augment(["brightness=0.5"], 0)
    layer.build((None, 8, 8, 3))
work = tf.function(lambda: strategy.run(lambda: layer(tf.fill((2, 8, 8, 3), 100.0), training=True)))
for _ in range(2):
    parts = [part.numpy()[:, 0, 0, 0] for part in strategy.experimental_local_results(work())]
    print(*np.round(np.concatenate(parts), 3))
"""
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    numbers = [float(word) for word in printed.stdout.split()]
    assert len(numbers) == 8, printed.stderr[-2000:]
    assert len(set(numbers)) == 8


def test_a_step_counts_once(augment, images):
    layer = augment(7)
    states = []
    for _ in range(3):
        layer(images, training=True)
        states.append(layer.variables[0].numpy().tolist())
    assert states == [[7, 1], [7, 2], [7, 3]]
    assert apply((), images, layer.variables[0].numpy().astype(np.int32)).shape == images.shape
