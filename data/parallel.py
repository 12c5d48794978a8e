"""Working on many files at once, in order, with bounded memory."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def in_order(
    function: Callable[[Item], Result], items: Iterable[Item], *, workers: int | None = None, ahead: int = 4
) -> Iterator[Result]:
    """Results of a function over items, computed by threads, in the order of the items.

    Args:
        function: what to do; an exception surfaces at its item's turn.
        workers: threads; by default the processors plus four, since much of the work waits for files.
        ahead: results in the making per thread, the bound on memory.
    """
    workers = workers or min(32, (os.cpu_count() or 1) + 4)
    waiting: deque[Future[Result]] = deque()
    with ThreadPoolExecutor(workers) as pool:
        try:
            for item in items:
                waiting.append(pool.submit(function, item))
                if len(waiting) >= workers * ahead:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()
