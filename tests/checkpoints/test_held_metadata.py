import threading

import numpy as np
import pytest

from checkpoints.held_metadata import HeldMetadata

pytestmark = pytest.mark.tensorflow


def test_what_is_held_changes_without_a_new_trace():
    import tensorflow as tf

    held, traces = HeldMetadata(2), []

    @tf.function(input_signature=[tf.TensorSpec((), tf.int32)], autograph=False)
    def rows(count):
        traces.append(count)
        return held.rows(count)

    for metadata in ([1.0, 2.0], [3.0, 4.0]):
        with held.holding(np.array(metadata, np.float32)):
            assert held.known
            np.testing.assert_array_equal(rows(3), [metadata] * 3)
    assert not held.known
    assert np.isnan(rows(2)).all()
    assert len(traces) == 1


def test_nothing_is_held_after_an_error():
    held = HeldMetadata(1)
    with pytest.raises(KeyError), held.holding(np.zeros(1, np.float32)):
        raise KeyError
    assert not held.known


def test_one_thread_at_a_time():
    held, seen = HeldMetadata(1), []

    def work(value: int) -> None:
        for _ in range(20):
            with held.holding(np.full(1, value, np.float32)):
                seen.append((value, float(held.rows(1)[0, 0])))

    threads = [threading.Thread(target=work, args=(value,)) for value in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 80 and all(mine == found for mine, found in seen)
