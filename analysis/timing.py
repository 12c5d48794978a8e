"""What every stage of an analysis costs: its seconds and its memory, noted in the manifest."""

from __future__ import annotations

import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager

from analysis.store.writer import RunWriter


@contextmanager
def timed(writer: RunWriter, stage: str) -> Iterator[None]:
    """Note a block's seconds (in total) and the process's peak memory after it; saved with the next save.

    Linux counts resident pages in KiB, and files that are mapped into memory among them.
    """
    began = time.monotonic()
    yield
    timing, memory = writer.manifest["timing"], writer.manifest["peak_memory_bytes"]
    timing[stage] = round(timing.get(stage, 0.0) + time.monotonic() - began, 3)
    memory[stage] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
