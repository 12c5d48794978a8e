"""Joint PCA of a run store the size of SIIM-ISIC: time beside what it cannot do without, and peak memory.

The floor reads the embeddings of every epoch once and takes the two matrix products that joint PCA needs: second
moments in float64, coordinates in float32, with all of BLAS' threads, no centering and no eigenvectors.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd
from sklearn.decomposition import PCA

from analysis.projecting import embeddings_of
from analysis.projections import pca_joint
from analysis.projections.contract import Embeddings
from analysis.store import layout
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from benchmarks.interleaved import Comparison, compare

EPOCHS, N, D = 10, 33_126, 1_280
ROUNDS = 3
ROWS = 4096  # converted to float64 at a time by the floor
MEMORY = 1.5  # GB that the whole process may take
SMALL = (4, 5000, 512)  # what scikit-learn is given: it holds all epochs at once

PROGRAM = """
import re, sys
from pathlib import Path
from analysis.projecting import embeddings_of
from analysis.projections import pca_joint
from analysis.store.reader import Run

for _ in pca_joint.project(embeddings_of(Run(sys.argv[1]))).parts:
    pass
print(1024 * int(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1]))
"""


def measure() -> Iterator[Comparison]:
    """Time and memory at EPOCHS × N × D from a store on disk, and time beside scikit-learn at SMALL."""
    with tempfile.TemporaryDirectory() as folder:
        run = Run(_store(folder))
        what, floor = f"joint PCA, {EPOCHS} × {N:,} × {D:,}", "reading + two matrix products (floor)"
        rounds = [(_seconds(lambda: _ours(run)), _seconds(lambda: _floor(run))) for _ in range(ROUNDS)]
        for clock, name in enumerate(("", ": processor time")):
            ratios = sorted(ours[clock] / theirs[clock] for ours, theirs in rounds)
            seconds = statistics.median(ours[clock] for ours, _ in rounds)
            yield Comparison(what + name, floor, seconds, statistics.median(ratios), (ratios[0], ratios[-1]))
        peaks = sorted(_peak(folder) / 1e9 for _ in range(ROUNDS))
        low, middle, high = (peak / MEMORY for peak in peaks)
        yield Comparison(f"{what}: peak memory", f"{MEMORY} GB", peaks[1], middle, (low, high), unit="GB")
    yield _beside_scikit_learn()


def _ours(run: Run) -> None:
    for _ in pca_joint.project(embeddings_of(run)).parts:
        pass


def _floor(run: Run) -> None:
    directions = np.ones((D, 2), np.float32)
    for epoch in run.epochs:
        values = run.embeddings(epoch)
        moments = np.zeros((D, D))
        for start in range(0, N, ROWS):
            block = values[start : start + ROWS].astype(np.float64)
            moments += block.T @ block
        values @ directions


def _peak(location: str) -> int:
    """Bytes resident at most in a fresh process that does nothing else (Linux).

    Not `ru_maxrss`: that starts with what the parent holds.
    """
    done = subprocess.run([sys.executable, "-c", PROGRAM, location], check=True, capture_output=True, text=True)
    return int(done.stdout)


def _store(location: str) -> str:
    """A run store with nothing but embeddings, rectified normal numbers."""
    random, samples = np.random.default_rng(0), [f"sample_{row:05d}" for row in range(N)]
    writer = RunWriter(location, "bench")
    writer.manifest["classes"] = ["all"]
    writer.table(layout.SAMPLES, pd.DataFrame({"sample": samples, "label": "all", "split": "all"}))
    arrays = writer.arrays(samples, ["all"])
    for epoch in range(EPOCHS):
        arrays.add_epoch(epoch)
        arrays.create("embeddings", layout.EMBEDDINGS, (N, D))
        arrays.write("embeddings", epoch, np.maximum(random.standard_normal((N, D), np.float32), 0))
        writer.finish_epoch(arrays, {"epoch": epoch})
    return location


def _beside_scikit_learn() -> Comparison:
    epochs, n, d = SMALL
    values = np.random.default_rng(0).normal(size=SMALL).astype(np.float32)
    run = Embeddings(list(range(epochs)), values.__getitem__, np.zeros(n, np.int64), ["all"], margins=np.zeros)

    def ours() -> None:
        list(pca_joint.project(run).parts)

    def scikit_learn() -> None:
        PCA(2, svd_solver="covariance_eigh").fit_transform(values.reshape(-1, d).astype(np.float64))

    what = f"joint PCA, {epochs} × {n:,} × {d:,}, float64"
    return compare(what, ours, "scikit-learn, all epochs in memory", scikit_learn)


def _seconds(work: Callable[[], object]) -> tuple[float, float]:
    """By the clock, and of the processors: the second holds on a busy machine too."""
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - clock, time.process_time() - processor
