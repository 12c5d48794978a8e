"""The table in place of the picture: the store's own numbers, by label or by selection."""

import numpy as np

from analysis.store.reader import Run
from dashboard.panels.points_table import table_of
from dashboard.plane import Plane
from tests.dashboard.conftest import words_of


def test_a_line_holds_what_the_picture_shows(tiny_run):
    run = Run(tiny_run)
    rows = np.array([3, 40])
    table = table_of(run, Plane("pca_last"), 2, rows)
    places = run.projection("pca_last")[2]
    for line, row in zip(table.to_dict("records"), rows, strict=True):
        assert (line["Sample"], line["Label"]) == (run.samples["sample"][row], run.samples["label"][row])
        assert line["Prediction"] == run.classes[run.scores(2)[row].argmax()]
        assert (line["x"], line["y"], line["Score"]) == (*places[row], run.scores(2)[row].max())
        names = run.samples["sample"][run.neighbors(2)[row][:5]]
        assert line["Nearest in the embedding"] == ", ".join(names)


def test_an_epoch_that_the_projection_lacks_has_no_places(tiny_run):
    run = Run(tiny_run)
    run.manifest["projections"]["pca_last"]["epochs"] = [0, 1]
    assert table_of(run, Plane("pca_last"), 5, np.arange(4))[["x", "y"]].isna().all(axis=None)


def test_the_page_shows_one_label_or_the_selected_ones(open_page, tiny_runs):
    run = Run(f"{tiny_runs}/tiny_adam")
    app = open_page(tiny_runs, "evolution", below="table", table_label="mole")
    assert not app.exception
    assert app.dataframe[0].value["Sample"].tolist() == run.samples["sample"][run.labels == 1].tolist()
    app = open_page(tiny_runs, "evolution", below="table", table_of="selected", sample="ISIC_0000004")
    assert app.dataframe[0].value["Sample"].tolist() == ["ISIC_0000004"]
    other = next(name for name in run.classes if name != run.samples["label"][4])
    app.selectbox(key="control_table_label").select(other).run()
    assert not app.exception and "No sample is both." in words_of(app)
