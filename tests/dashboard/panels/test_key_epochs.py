"""Key epochs: the right ones, painted, each a way to its epoch."""

from analysis.movement import key_epochs, mean_steps
from analysis.store.reader import Run
from tests.dashboard.conftest import words_of
from tests.dashboard.drawn_store import drawn
from tests.dashboard.views.test_evolution import told


def test_the_epochs_between_which_most_changed_are_buttons(open_page, tiny_runs):
    run = Run(f"{tiny_runs}/tiny_adam")
    app = open_page(tiny_runs, "evolution", below="key", epoch=5, color="loss", pictures=4)
    assert not app.exception
    tiles = told(app, "epochscope_gallery")["tiles"]
    steps = mean_steps(list(run.projection("pca_joint")))
    assert [tile["id"] for tile in tiles] == [str(run.epochs[place]) for place in key_epochs(steps, 4)]
    assert tiles[-1]["mark"] == "in view" and "of all motion since epoch" in tiles[-1]["detail"]
    app.session_state["key_epochs"] = {"picked": {"value": "1", "turn": 7}}
    app.run()
    assert not app.exception and told(app)["epoch"] == 1 and app.query_params["epoch"] == "1"


def test_one_epoch_has_nothing_beside_it(open_page, tmp_path):
    drawn(tmp_path, samples=4, epochs=1, classes=("a", "b"))
    assert "one epoch: there is nothing to put beside it" in words_of(open_page(tmp_path, "evolution", below="key"))
