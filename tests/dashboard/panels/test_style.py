"""The style sheet is plain CSS and asks no other host for anything."""

import re

import pytest

from dashboard.panels.style import DATA_SHEET, SHEET


@pytest.mark.parametrize("sheet", [SHEET, DATA_SHEET])
def test_the_sheet_fetches_nothing(sheet):
    text = sheet.read_text(encoding="utf-8")
    assert not re.search(r"url\(|@import|https?:", text)
    assert text.count("{") == text.count("}")
