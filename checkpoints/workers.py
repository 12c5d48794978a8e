"""Several hosts that train one model together: which of them this is, and that one of them alone writes."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkpoints.contract import CheckpointError
from checkpoints.resuming import RESUME
from data.locations import exists, join, read_bytes, write_atomically

if TYPE_CHECKING:
    import tensorflow as tf

VARIABLE = "TF_CONFIG"
_EXAMPLE = '{"cluster": {"worker": ["host1:12345", "host2:12345"]}, "task": {"type": "worker", "index": 0}}'


@dataclass(frozen=True)
class Worker:
    """This host's part in the training.

    Attributes:
        number: from 0.
        hosts: that train together.
    """

    number: int
    hosts: int

    @property
    def chief(self) -> bool:
        """Whether this is the one that writes."""
        return self.number == 0


def this_worker() -> Worker | None:
    """What TF_CONFIG says, as Vertex AI, Kubeflow and people set it; None where it names no cluster.

    Raises:
        CheckpointError: it cannot be read, or names tasks other than chief and worker.
    """
    text = os.environ.get(VARIABLE, "").strip()
    if not text:
        return None
    try:
        config = json.loads(text)
        cluster = config.get("cluster") or {}
        hosts = [(kind, place) for kind in ("chief", "worker") for place in range(len(cluster.get(kind, [])))]
        if not cluster:
            return None
        task = config["task"]["type"], int(config["task"]["index"])
        if set(cluster) <= {"chief", "worker"} and task in hosts:
            return Worker(hosts.index(task), len(hosts))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CheckpointError(f"{VARIABLE} cannot be read ({error!r}). {_wanted(text)}") from error
    raise CheckpointError(
        f"{VARIABLE} does not fit: the hosts are chief and worker, and the task is one of them. {_wanted(text)}"
    )


@contextmanager
def place_to_write(folder: str) -> Iterator[str]:
    """The folder itself, or for a worker that is not the chief a place that is thrown away.

    Reading a variable may take all workers, so each does what the chief does; what it would write is the same.

    Args:
        folder: path or URL that all workers see.
    """
    mine = this_worker()
    if mine is None or mine.chief:
        yield folder
        return
    with tempfile.TemporaryDirectory(prefix="epochscope-") as place:
        if exists(join(folder, RESUME)):
            write_atomically(join(place, RESUME), read_bytes(join(folder, RESUME)))
        yield place


def refuse_disagreement(strategy: tf.distribute.Strategy, epoch: int, folder: str) -> None:
    """All workers begin with the same epoch, or they would wait for each other for ever.

    Raises:
        CheckpointError: they found different states, because the folder is not one and the same.
    """
    import tensorflow as tf

    if this_worker() is None:
        return

    @tf.function
    def gathered() -> tf.Tensor:
        return strategy.run(lambda: tf.distribute.get_replica_context().all_gather(tf.constant([epoch]), 0))

    found = set(strategy.experimental_local_results(gathered())[0].numpy().tolist())
    if len(found) > 1:
        raise CheckpointError(
            f"The workers found different states in {folder}: the last complete epoch is {sorted(found)}. It has to be "
            "a place that all of them see, such as gs://bucket/checkpoints/NAME."
        )


def _wanted(text: str) -> str:
    return f"Wanted something like {_EXAMPLE}. Found: {text[:200]}. Mend it, or unset it to train on this host alone."
