"""Compiled functions that live exactly as long as the probe they belong to."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from typing import Any
from weakref import WeakKeyDictionary

from checkpoints.probe import Probe

_FUNCTIONS: WeakKeyDictionary[Probe, dict[Hashable, Any]] = WeakKeyDictionary()
_LOCK = threading.RLock()  # tracing is not thread-safe, and two threads must not trace the same function twice


def compiled(probe: Probe, key: Hashable, trace: Callable[..., Any], *specs: Any) -> Any:
    """The compiled function of a key; traced on first use, then the same for every picture, class and epoch.

    Args:
        key: names the function among those of this probe.
        trace: called once with the probe and one symbolic tensor per spec.
        specs: the `tf.TensorSpec` of each argument.

    Returns:
        A function of tensors; the weights that `probe.assign` puts in are those it uses.
    """
    import tensorflow as tf

    with _LOCK:
        functions = _FUNCTIONS.setdefault(probe, {})
        if key not in functions:
            function = tf.function(lambda *inputs: trace(probe, *inputs), input_signature=specs, autograph=False)
            functions[key] = function.get_concrete_function()
        return functions[key]


def picture_shape(probe: Probe) -> tuple[int, int, int]:
    """(y, x, channels) of the model's input."""
    return (*probe.anatomy.input_size, probe.anatomy.channels)
