import threading

import numpy as np
import pytest

from checkpoints.watching import leaves, watch

pytestmark = pytest.mark.tensorflow


def test_points_of_a_layer(small_model, pictures):
    model = small_model()
    with watch(model) as watched:
        output = model(pictures)
    z = watched.tensor("head:linear").numpy()
    expected = np.exp(z) / np.exp(z).sum(1, keepdims=True)
    np.testing.assert_allclose(watched.tensor("head"), expected, rtol=1e-5)
    np.testing.assert_array_equal(watched.tensor("head"), output)
    np.testing.assert_array_equal(watched.tensor("head:input"), watched.tensor("pool"))


def test_layers_are_left_as_they_were(small_model, pictures):
    model = small_model()
    before = [dict(layer.__dict__) for layer in model.layers]
    with pytest.raises(RuntimeError), watch(model):
        raise RuntimeError
    assert [dict(layer.__dict__) for layer in model.layers] == before


def test_nested_models_are_opened(small_model):
    import keras

    outer = keras.Sequential([keras.Input((8, 8, 3)), small_model(), keras.layers.Softmax(name="again")])
    base = outer.layers[0].name
    assert list(leaves(outer))[1:] == [f"{base}/conv", f"{base}/pool", f"{base}/head", "again"]


def test_an_output_can_be_replaced(small_model, pictures):
    model = small_model()
    pooled = np.ones((5, 4), np.float32)
    with watch(model, replace={"pool": pooled}):
        replaced = model(pictures)
    np.testing.assert_allclose(replaced, model.get_layer("head")(pooled), rtol=1e-6)


def test_an_output_can_be_made_from_what_the_layer_takes(small_model, pictures):
    model = small_model()
    with watch(model, replace={"pool": lambda maps: maps[:, 0, 0]}):
        replaced = model(pictures)
    with watch(model) as watched:
        model(pictures)
    np.testing.assert_allclose(replaced, model.get_layer("head")(watched.tensor("pool:input")[:, 0, 0]), rtol=1e-6)


def test_another_thread_is_neither_seen_nor_disturbed(small_model, pictures):
    model = small_model()
    expected = model(pictures).numpy()
    with watch(model, replace={"pool": np.zeros((5, 4), np.float32)}) as watched:
        found = []
        thread = threading.Thread(target=lambda: found.append(model(pictures).numpy()))
        thread.start()
        thread.join()
    np.testing.assert_array_equal(found[0], expected)
    assert watched.events == []
