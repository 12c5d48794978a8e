"""The class in focus: a rare one by default, shared with the Evaluation page."""

from analysis.store.reader import Run
from dashboard.panels.focus import default_focus


def test_the_default_is_a_rare_class(tiny_run):
    run = Run(tiny_run)
    counts = run.samples["label"].value_counts()
    assert counts[run.classes[default_focus(run)]] == counts.min()


def test_one_choice_for_both_pages(open_page, tiny_runs):
    app = open_page(tiny_runs, "data")
    app.selectbox(key="control_focus").select("mole").run()
    assert app.query_params["focus"] == "mole"
    assert open_page(tiny_runs, "evaluation", focus="mole").selectbox(key="control_focus").value == "mole"
