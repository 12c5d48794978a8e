"""`make bench`: every measurement, as a table of ratios with versions and sizes."""

from __future__ import annotations

import os
import platform
import sys
from importlib import import_module
from importlib.metadata import version

from checkpoints.quiet_start import start_tensorflow

BENCHMARKS = ("neighbors", "projections", "reading", "training", "painter", "scatter", "gallery", "film_strip")
PACKAGES = ("numpy", "scikit-learn", "tensorflow", "keras", "streamlit", "plotly")


def main(names: list[str]) -> None:
    """Print one row per comparison: medians of interleaved rounds; a ratio below 1 means ours is less.

    Args:
        names: of `BENCHMARKS`; all where there is none.
    """
    start_tensorflow()
    versions = ", ".join(f"{package} {version(package)}" for package in PACKAGES)
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {versions}\n")
    print(f"{'what':<52} {'ours':>11}  {'ratio':>6}  {'range':>13}  against")
    for name in names or BENCHMARKS:
        for row in import_module(f"benchmarks.{name}").measure():
            low, high = row.spread
            ours = f"{row.ours:8.3f} {row.unit:<2}"
            print(f"{row.what:<52} {ours}  {row.ratio:6.2f}  {low:5.2f} – {high:5.2f}  {row.reference}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
