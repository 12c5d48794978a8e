"""One progress bar for all four commands: on a terminal a bar with ETA, in a log file a line now and then."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any, TextIO

from tqdm import tqdm

QUIET_SECONDS = 1.0  # a job that is over sooner shows nothing on a terminal
LINE_SECONDS = 5.0  # at most one line so often where output is no terminal
_WITH_TOTAL = "{desc}: {percentage:3.0f}%|{bar}| {n_fmt}/{total_fmt}{unit} [{elapsed}, {remaining} left, {rate_fmt}]"
_WITHOUT_BAR = "{desc}: {percentage:3.0f}% {n_fmt}/{total_fmt}{unit} [{elapsed}, {remaining} left, {rate_fmt}]"
_OPEN_END = "{desc}: {n_fmt}{unit} [{elapsed}, {rate_fmt}]"


class Lines:
    """A stream that turns tqdm's repainting of one line into whole lines."""

    def __init__(self, stream: TextIO):
        self.stream = stream

    def write(self, text: str) -> None:
        line = text.strip("\r\n ")
        if line:
            self.stream.write(line + "\n")

    def flush(self) -> None:
        self.stream.flush()


def progress(iterable: Iterable | None = None, *, label: str, total: float | None = None, unit: str = "it") -> tqdm:
    """A progress bar on stderr: wrap an iterable, or call `.update(n)` inside `with progress(...)`.

    Args:
        label: what is being done, in a few words.
        total: how many units there are, where the iterable does not know.
        unit: what is counted, in the plural.
    """
    terminal = sys.stderr.isatty()
    settings: dict[str, Any] = (
        {"file": sys.stderr, "dynamic_ncols": True, "delay": QUIET_SECONDS}
        if terminal
        else {"file": Lines(sys.stderr), "mininterval": LINE_SECONDS, "maxinterval": 2 * LINE_SECONDS, "miniters": 1}
    )
    if not terminal:
        settings["delay"] = LINE_SECONDS
    if total is None and hasattr(iterable, "__len__"):
        total = len(iterable)  # type: ignore[arg-type]  # mypy does not follow hasattr
    known = _WITH_TOTAL if terminal else _WITHOUT_BAR
    return tqdm(
        iterable, desc=label, total=total, unit=f" {unit}", bar_format=_OPEN_END if total is None else known, **settings
    )
