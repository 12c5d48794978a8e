"""The choices above the scatter: kept in the URL, offered only where the run has them."""

from tests.dashboard.conftest import words_of
from tests.dashboard.views.test_evolution import told


def test_choices_are_kept_in_the_url_and_told_to_the_scatter(open_page, tiny_runs):
    app = open_page(tiny_runs, "evolution", color="score", focus="mole", outline="wrong", arrows="first", epoch=2)
    assert not app.exception
    sent, first = told(app), told(app)["style"]
    assert sent["arrows"] == "first" and first and sent["links"] == []
    assert "What the model gives mole." in words_of(app)
    app.selectbox(key="control_focus").select("melanoma").run()
    assert told(app)["style"] not in (first, None) and app.query_params["focus"] == "melanoma"
    app.selectbox(key="control_color").select("label").run()
    app.selectbox(key="control_outline").select("none").run()
    app.selectbox(key="control_arrows").select("none").run()
    assert (told(app)["style"], told(app)["arrows"]) == (None, None)
    assert "control_focus" not in {box.key for box in app.selectbox}


def test_a_color_that_the_run_does_not_have_is_said(open_page, tiny_runs):
    app = open_page(tiny_runs, "evolution", color="fold")
    assert not app.exception and told(app)["style"] is None
    assert "color = fold is not possible here. Showing label." in words_of(app)
