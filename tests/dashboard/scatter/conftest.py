"""The bare page of the scatter, served and opened."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import browser
from tests.conftest import ROOT
from tests.dashboard.scatter.drawn_points import EPOCHS, SAMPLES
from tests.dashboard.scatter.screen import Screen, open_screen

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


@pytest.fixture(scope="package")
def display_page() -> Iterator[str]:
    """The address of the page on which styles, lines, guides and arrows are chosen."""
    with browser.streamlit(Path(__file__).with_name("display_page.py"), PYTHONPATH=str(ROOT)) as address:
        yield address


@pytest.fixture
def shown(chromium, display_page) -> Iterator[Callable[..., Screen]]:
    """Opens the page; at the end there were no errors and no other hosts."""
    opened: list[Screen] = []

    def show(context: dict | None = None, **query) -> Screen:
        asked = {"samples": SAMPLES, "epochs": EPOCHS, **query}
        opened.append(open_screen(chromium, display_page, context, **asked))
        return opened[-1]

    yield show
    for screen in opened:
        screen.page.close()
        assert screen.errors == []
        assert {host.split(":")[0] for host in screen.hosts} == {"127.0.0.1"}
