"""What stands in place of an answer while the model service does not run."""

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import service_process
from dashboard.model_service import PORT, PORT_VARIABLE
from dashboard.panels.service_away import command
from tests.dashboard.conftest import words_of


def page():
    from dashboard.model_service import ServiceAway
    from dashboard.panels.service_away import service_away

    service_away(ServiceAway("<b>Nobody</b> answers."), key="here")


def test_the_button_starts_it_on_the_folder_in_view(monkeypatch):
    asked = []
    monkeypatch.setenv("EPOCHSCOPE_RUNS", "my runs")
    monkeypatch.setattr(service_process, "is_expected", lambda: False)
    monkeypatch.setattr(service_process, "start", lambda runs: asked.append(runs) or {})
    app = AppTest.from_function(page, default_timeout=30).run()
    assert "<b>Nobody</b> answers." in words_of(app) and app.button(key="here_again")
    app.button(key="here_start").click().run()
    assert not app.exception and asked == ["my runs"]


@pytest.mark.parametrize(("named", "ending"), [(None, ""), (str(PORT), ""), ("40123", " --port 40123")])
def test_the_command_names_the_port_that_the_app_asks_at(monkeypatch, named, ending):
    monkeypatch.setenv("EPOCHSCOPE_RUNS", "my runs")
    monkeypatch.delenv(PORT_VARIABLE, raising=False)
    if named is not None:
        monkeypatch.setenv(PORT_VARIABLE, named)
    assert command() == f"python -m analysis serve 'my runs'{ending}"
