"""Start TensorFlow without the notes its libraries print on the terminal before anybody can silence them."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_NOTE = re.compile(r"^(I\d{4} |WARNING: All log messages before absl::InitializeLog)")
_NO_GPU = re.compile(r"cuInit|cudart|CUDA")
_DRIVER = Path("/dev/nvidiactl")  # there is a GPU driver: what it complains about matters


def start_tensorflow() -> None:
    """Import TensorFlow and let it look for its devices; warnings and errors are printed, notes are not."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    with _sifted():
        import tensorflow as tf

        tf.config.list_physical_devices("GPU")


def worth_printing(line: str, *, driver: bool) -> bool:
    """Whether a line of a library's start-up says something to the user.

    Args:
        driver: whether the machine has a GPU driver; without one, complaints about its absence say nothing.
    """
    return bool(line.strip()) and not _NOTE.match(line) and (driver or not _NO_GPU.search(line))


@contextmanager
def _sifted() -> Iterator[None]:
    """Hold back what is written to the process's error output, below Python, and pass on what is worth it."""
    sys.stderr.flush()
    kept = os.dup(2)
    with tempfile.TemporaryFile() as held:
        os.dup2(held.fileno(), 2)
        try:
            yield
        finally:
            sys.stderr.flush()
            os.dup2(kept, 2)
            os.close(kept)
            held.seek(0)
            for line in held.read().decode(errors="replace").splitlines():
                if worth_printing(line, driver=_DRIVER.exists()):
                    print(line, file=sys.stderr)
