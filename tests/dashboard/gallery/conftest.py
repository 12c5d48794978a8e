"""The bare page of the gallery, served."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import browser
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def gallery_page(tiny_run) -> Iterator[str]:
    """The address of the bare page."""
    with browser.streamlit(
        Path(__file__).parent / "page.py", PYTHONPATH=str(ROOT), EPOCHSCOPE_TINY=tiny_run
    ) as address:
        yield address
