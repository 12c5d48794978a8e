"""The style sheet is plain CSS and asks no other host for anything."""

import re

from dashboard.panels.style import SHEET


def test_the_sheet_fetches_nothing():
    text = SHEET.read_text(encoding="utf-8")
    assert not re.search(r"url\(|@import|https?:", text)
    assert text.count("{") == text.count("}")
