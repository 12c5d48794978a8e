"""Fixtures for every floor: a tiny run store, and the real images where they are."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real images beside the checkout; tests that need it skip where it is absent."""
    folder = Path(os.environ.get("EPOCHSCOPE_REAL_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"real images are not there: set EPOCHSCOPE_REAL_DATA (looked at {folder})")
    return folder


@pytest.fixture(scope="session")
def tiny_run(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Location of a small complete run store; read only, shared by all tests."""
    from tests.tiny_store import build

    return build(tmp_path_factory.mktemp("store") / "tiny")


@pytest.fixture(scope="session")
def tiny_runs(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A folder with two small runs, `tiny_adam` and `tiny_sgd`."""
    from tests.tiny_store import build

    folder = tmp_path_factory.mktemp("runs")
    build(folder / "tiny_sgd", name="tiny_sgd", seed=1)
    build(folder / "tiny_adam", name="tiny_adam", seed=2)
    return str(folder)


@pytest.fixture(scope="session")
def chromium() -> Iterator:
    """One headless Chromium for all tests that look at a page; they skip where there is none.

    One, because a second beside it fails: Playwright's synchronous form does not nest, and pytest-xdist keeps a
    package's fixtures open while the next package begins.
    """
    from tests.browser import chromium

    with chromium() as opened:
        yield opened
