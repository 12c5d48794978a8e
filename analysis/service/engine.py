"""A module that takes seconds to import, loaded in the background when it is first asked for."""

from __future__ import annotations

import importlib
import threading
from collections.abc import Callable
from types import ModuleType

MODULE = "analysis.service.needing_tensorflow"


class Engine:
    """Loads once; until then `ready` says None at once, so that a request never waits for TensorFlow's start."""

    def __init__(self, load: Callable[[], ModuleType] | None = None):
        self._load = load or _with_tensorflow
        self._once = threading.Lock()
        self._thread: threading.Thread | None = None
        self._module: ModuleType | None = None
        self._problem: Exception | None = None

    @property
    def state(self) -> str:
        """`idle`, `starting`, `ready` or `failed`."""
        if self._module is not None:
            return "ready"
        if self._problem is not None:
            return "failed"
        return "idle" if self._thread is None else "starting"

    def ready(self) -> ModuleType | None:
        """The module; None while it is being loaded, which the first call begins.

        Raises:
            ImportError: it cannot be imported; every call says so.
        """
        with self._once:
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="engine", daemon=True)
                self._thread.start()
        if self._problem is not None:
            raise ImportError(str(self._problem)) from self._problem
        return self._module

    def _work(self) -> None:
        try:
            self._module = self._load()
        except Exception as error:  # noqa: BLE001 (a broken installation fails in many ways; whoever asks is told)
            self._problem = error


def _with_tensorflow() -> ModuleType:
    from checkpoints.quiet_start import start_tensorflow

    start_tensorflow()
    return importlib.import_module(MODULE)
