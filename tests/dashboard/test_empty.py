"""Every empty state names the run and the command that helps."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.dashboard.conftest import words_of


@pytest.mark.parametrize(
    "state",
    [
        "no_runs",
        "no_epochs",
        "no_projection",
        "no_neighbors",
        "no_explanations",
        "no_similarity",
        "no_separation",
        "no_looks",
        "no_nuisances",
    ],
)
def test_what_is_missing_and_what_to_run(state):
    app = AppTest.from_string(f"from dashboard import empty\nempty.{state}('<i>mine</i>')", default_timeout=60).run()
    assert not app.exception
    assert "<i>mine</i>" in words_of(app)
    assert "python -m analysis run" in app.code[0].value


def test_the_command_names_the_checkpoints_ready_to_paste():
    call = "empty.no_projection('mine', 'checkpoints/it is; rm -rf mine')"
    app = AppTest.from_string(f"from dashboard import empty\n{call}", default_timeout=60).run()
    assert app.code[0].value == "python -m analysis run 'checkpoints/it is; rm -rf mine'"


def test_no_sample_and_a_problem():
    app = AppTest.from_string(
        "from dashboard import empty\nempty.no_sample()\nempty.problem('a < b')", default_timeout=60
    ).run()
    assert "No sample selected" in words_of(app) and "a < b" in words_of(app)
