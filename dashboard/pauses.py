"""The server's own pauses, kept short: imports are not searched for garbage, and its threads soon take turns."""

from __future__ import annotations

import functools
import gc
import sys

TURN = 0.001  # seconds that a script may compute while what it has drawn so far waits to be sent; Python's own: 0.005


@functools.cache
def shorten() -> None:
    """Set the interpreter up to answer soon; once per process, after everything is imported.

    Streamlit collects garbage after every run, and nothing is sent meanwhile. Most of what it looks through is what
    was imported, which never becomes garbage: it is set apart, and a collection takes a tenth of the time.
    """
    gc.collect()
    gc.freeze()
    sys.setswitchinterval(TURN)
