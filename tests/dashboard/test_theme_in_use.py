"""Light unless the browser says dark."""

from types import SimpleNamespace

import pytest

from dashboard import theme_in_use


@pytest.mark.parametrize(("kind", "wanted"), [("dark", True), ("light", False), (None, False)])
def test_dark(monkeypatch, kind, wanted):
    context = SimpleNamespace(theme=SimpleNamespace(type=kind))
    monkeypatch.setattr(theme_in_use.st, "context", context)
    assert theme_in_use.dark() is wanted
