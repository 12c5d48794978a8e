"""The bare page of the scatter, served and opened."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import browser
from tests.conftest import ROOT
from tests.dashboard.scatter.screen import open_screen

LONG = 40  # epochs, where a test looks on while it plays


@pytest.fixture(scope="package")
def scatter_page() -> Iterator[str]:
    """The address of the bare page."""
    with browser.streamlit(Path(__file__).parent / "page.py", PYTHONPATH=str(ROOT)) as address:
        yield address


@pytest.fixture
def screen(chromium, scatter_page):
    opened = open_screen(chromium, scatter_page)
    yield opened
    opened.page.close()
    assert opened.errors == []
    assert {host.split(":")[0] for host in opened.hosts} == {"127.0.0.1"}


@pytest.fixture
def long_screen(chromium, scatter_page):
    opened = open_screen(chromium, scatter_page, samples=200, epochs=LONG)
    yield opened
    opened.page.close()
    assert opened.errors == []
