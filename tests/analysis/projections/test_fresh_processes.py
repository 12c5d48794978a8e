"""Two fresh processes, one with one BLAS thread and one with two, place every sample at the very same spot."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from analysis.projections.registry import PROJECTIONS
from tests.conftest import ROOT

PROGRAM = """
import sys
from hashlib import sha256
import numpy as np
from analysis.projections.registry import PROJECTIONS
from tests.analysis.projections.drawn import embeddings_of

random = np.random.default_rng(0)
values = np.cumsum(random.normal(size=(3, 9000, 48)).astype(np.float32), axis=0, dtype=np.float32)
for name in sys.argv[1:]:
    projected = PROJECTIONS[name].project(embeddings_of(values), components=3)
    coordinates = b"".join(positions.tobytes() for _, positions in projected.parts)
    print(name, sha256(coordinates).hexdigest(), projected.facts)
"""
LINEAR = [name for name in PROJECTIONS if name != "umap"]  # its own test has its own size


def _told(threads: int) -> str:
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": str(threads), "OMP_NUM_THREADS": str(threads)}
    command = [sys.executable, "-c", PROGRAM, *LINEAR]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def told() -> tuple[str, str]:
    return _told(1), _told(2)


@pytest.mark.parametrize("name", LINEAR)
def test_the_same_bytes_and_facts(name, told):
    first, second = ({line.split()[0]: line for line in text.splitlines()} for text in told)
    assert first[name] == second[name]
