import json

import numpy as np
import pytest

from checkpoints.contract import CheckpointError
from checkpoints.resuming import RESUME, State, forget_state, read_state, restore, save_state

pytestmark = pytest.mark.tensorflow

STATE = State(2, [{"loss": 0.1}, {"loss": float("nan")}], [1.5, 2.5], {"plateau": {"waited": 1}}, stopped=True)


def variables(*values):
    import keras

    return [keras.Variable(value) for value in values]


def test_what_is_saved_comes_back(tmp_path):
    seeds = np.array([3, 2**32 - 1], np.uint32)
    model, optimizer = variables([1.0, 2.0], seeds), variables(np.int64(7))
    save_state(str(tmp_path), STATE, {"model": model, "optimizer": optimizer})
    found = read_state(str(tmp_path))
    assert json.dumps(found.__dict__) == json.dumps(STATE.__dict__)
    others, fresh = variables([0.0, 0.0], np.zeros(2, np.uint32)), variables(np.int64(0))
    restore(str(tmp_path), {"model": others})
    assert int(fresh[0].numpy()) == 0
    restore(str(tmp_path), {"model": others, "optimizer": fresh})
    np.testing.assert_array_equal(others[1].numpy(), seeds)
    assert int(fresh[0].numpy()) == 7


def test_nothing_there(tmp_path):
    assert read_state(str(tmp_path)) is None
    forget_state(str(tmp_path))
    save_state(str(tmp_path), STATE, {})
    forget_state(str(tmp_path))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("values", [([1.0],), ([1.0, 2.0], [3.0]), ()])
def test_another_model(tmp_path, values):
    save_state(str(tmp_path), STATE, {"model": variables([1.0, 2.0])})
    with pytest.raises(CheckpointError, match=r"belongs to another training: model:0000\d is .*--overwrite"):
        restore(str(tmp_path), {"model": variables(*values)})


@pytest.mark.parametrize("cut", [0, 100, -30])
def test_a_damaged_file(tmp_path, cut):
    save_state(str(tmp_path), STATE, {"model": variables([1.0, 2.0])})
    path = tmp_path / RESUME
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(CheckpointError, match=r"is damaged .*--overwrite"):
        read_state(str(tmp_path))


def test_never_a_pickle(tmp_path):
    np.savez(tmp_path / RESUME, facts=np.array([{"format": 1}], object))
    with pytest.raises(CheckpointError, match="is damaged"):
        read_state(str(tmp_path))


def test_a_newer_version(tmp_path):
    facts = np.frombuffer(json.dumps({"format": 99}).encode(), np.uint8)
    np.savez(tmp_path / RESUME, facts=facts)
    with pytest.raises(CheckpointError, match="has format 99"):
        read_state(str(tmp_path))
