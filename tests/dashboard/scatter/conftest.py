"""The bare page of the scatter, served, and a Chromium to look at it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import browser
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def scatter_page() -> Iterator[str]:
    """The address of the bare page."""
    with browser.streamlit(Path(__file__).parent / "page.py", PYTHONPATH=str(ROOT)) as address:
        yield address


@pytest.fixture(scope="module")
def chromium() -> Iterator:
    """A headless Chromium; the tests are skipped where there is none."""
    with browser.chromium() as opened:
        yield opened
