import json
from pathlib import Path

import numpy as np
import pytest

from checkpoints.contract import CheckpointError
from checkpoints.resuming import RESUME
from checkpoints.workers import Worker, place_to_write, refuse_disagreement, this_worker


def config(monkeypatch, cluster, kind="worker", index=0):
    monkeypatch.setenv("TF_CONFIG", json.dumps({"cluster": cluster, "task": {"type": kind, "index": index}}))


@pytest.mark.parametrize(
    ("cluster", "kind", "index", "worker"),
    [
        ({"worker": ["a:1"]}, "worker", 0, Worker(0, 1)),
        ({"worker": ["a:1", "b:1", "c:1"]}, "worker", 2, Worker(2, 3)),
        ({"chief": ["a:1"], "worker": ["b:1", "c:1"]}, "chief", 0, Worker(0, 3)),
        ({"chief": ["a:1"], "worker": ["b:1", "c:1"]}, "worker", 0, Worker(1, 3)),
    ],
)
def test_which_host_this_is(monkeypatch, cluster, kind, index, worker):
    config(monkeypatch, cluster, kind, index)
    assert this_worker() == worker
    assert worker.chief == (worker.number == 0)


@pytest.mark.parametrize("text", ["", " ", "{}", '{"cluster": {}, "task": {}}'])
def test_no_cluster(monkeypatch, text):
    monkeypatch.setenv("TF_CONFIG", text)
    assert this_worker() is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("worker 1", "cannot be read"),
        ('["a"]', "cannot be read"),
        ('{"cluster": {"worker": ["a:1"]}}', "cannot be read"),
        ('{"cluster": {"worker": ["a:1"]}, "task": {"type": "worker", "index": 1}}', "does not fit"),
        ('{"cluster": {"worker": ["a:1"], "ps": ["b:1"]}, "task": {"type": "worker", "index": 0}}', "does not fit"),
    ],
)
def test_a_cluster_that_is_none(monkeypatch, text, said):
    monkeypatch.setenv("TF_CONFIG", text)
    with pytest.raises(CheckpointError, match=rf"TF_CONFIG {said}.*Wanted something like .*\"worker\".*Found: "):
        this_worker()


def test_the_chief_alone_writes(monkeypatch, tmp_path):
    (tmp_path / RESUME).write_bytes(b"the last epoch")
    monkeypatch.delenv("TF_CONFIG", raising=False)
    with place_to_write(str(tmp_path)) as place:
        assert place == str(tmp_path)
    hosts = {"worker": ["a:1", "b:1"]}
    config(monkeypatch, hosts, index=0)
    with place_to_write(str(tmp_path)) as place:
        assert place == str(tmp_path)
    config(monkeypatch, hosts, index=1)
    with place_to_write(str(tmp_path)) as place:
        assert place != str(tmp_path)
        assert Path(place, RESUME).read_bytes() == b"the last epoch"
    assert [each.name for each in tmp_path.iterdir()] == [RESUME]


class TwoWorkers:
    """What each of two workers says, as a strategy that gathers it."""

    def __init__(self, *epochs):
        self.epochs = epochs

    def run(self, function):
        return np.array(self.epochs)

    def experimental_local_results(self, gathered):
        return (gathered,)


@pytest.mark.tensorflow
def test_workers_that_found_different_states(monkeypatch, tmp_path):
    monkeypatch.delenv("TF_CONFIG", raising=False)
    refuse_disagreement(TwoWorkers(2, 3), 2, str(tmp_path))  # one host alone has nobody to disagree with
    config(monkeypatch, {"worker": ["a:1", "b:1"]})
    refuse_disagreement(TwoWorkers(3, 3), 3, str(tmp_path))
    with pytest.raises(CheckpointError, match=r"different states in .*the last complete epoch is \[2, 3\]"):
        refuse_disagreement(TwoWorkers(2, 3), 2, str(tmp_path))
