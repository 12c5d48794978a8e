import pytest

from checkpoints.contract import CheckpointError
from checkpoints.landmarks import count_features, find_embedding, find_head, find_map, has_kernel, scales_pixels
from checkpoints.watching import watch

pytestmark = pytest.mark.tensorflow


@pytest.fixture
def seen(small_model, pictures):
    model = small_model()
    with watch(model) as watched:
        model(pictures)
    return model, [event for event in watched.events if ":" not in event.point]


def test_of_a_small_model(seen):
    model, events = seen
    head = find_head(events, "m")
    assert head.point == "head"
    name, tensor = find_embedding(events, head, None)
    assert (name, count_features(name, tensor)) == ("pool", 4)
    assert find_map(events[:-1], events, None) == "conv"
    assert scales_pixels(model, events[:-1], head)


def test_a_map_needs_a_layer_that_has_learned(seen):
    _, events = seen
    assert find_map(events[:1], events, None) is None


def test_a_model_without_a_head(seen):
    _, events = seen
    with pytest.raises(CheckpointError, match="no classification head"):
        find_head([event for event in events if not has_kernel(event.layer)], "m")


def test_separable_convolutions_have_kernels():
    import keras

    layer = keras.layers.SeparableConv2D(2, 3)
    layer.build((None, 8, 8, 3))
    assert has_kernel(layer)
    assert not has_kernel(keras.layers.BatchNormalization())
