"""The scatter on its page: what the browser says is checked, and lines go where the neighbors are."""

import numpy as np
import pytest

from analysis.store.reader import Run
from dashboard.panels import scatter_view
from dashboard.plane import Plane
from dashboard.scatter import ScatterState
from dashboard.scatter.outline import Outline
from dashboard.selection import Selection
from tests.dashboard.views.test_evolution import told


def test_only_what_the_run_has_is_taken_over_from_the_browser(monkeypatch, tiny_run):
    changes = []
    monkeypatch.setattr(scatter_view, "choose", lambda **values: changes.append(values))
    outline = Outline("tiny/pca_joint", 0, np.eye(3)[:, :2])
    monkeypatch.setattr(scatter_view, "last_outline", lambda key: outline if len(changes) > 2 else None)
    monkeypatch.setattr(scatter_view, "select", lambda run, name, ids, drawn: changes.append((name, ids, drawn)))
    run, before = Run(tiny_run), ("ISIC_0000001",)
    for state in (
        ScatterState(5, before),
        ScatterState(4, before),
        ScatterState(None, ()),
        ScatterState(0, ("ISIC_0000001", "ISIC_0000002")),
    ):
        scatter_view.take_over(run, "tiny", Plane("pca_joint"), before, state)
    both = ("ISIC_0000001", "ISIC_0000002")
    assert changes == [
        {"epoch": 5}, ("tiny", (), None), {"epoch": 0}, ("tiny", both, (Plane("pca_joint"), outline))
    ]  # fmt: skip


def test_lines_go_to_true_neighbors_and_to_those_of_the_picture_alone(tiny_run):
    run, plane = Run(tiny_run), Plane("pca_joint")
    lines = scatter_view.links(run, Selection("tiny", 2, None, "test"), plane, 7)
    names = run.samples["sample"]
    assert {one for one, _, _ in lines} == {"ISIC_0000007"}
    true = [names[row] for row in run.neighbors(2)[7][:10]]
    assert [other for _, other, kind in lines if kind == "true"] == true
    places = run.projection("pca_joint")[2].astype(float)
    near = np.linalg.norm(places - places[7], axis=1).argsort(kind="stable")[1:11]
    assert [other for _, other, kind in lines if kind == "screen"] == [
        names[row] for row in near if names[row] not in true
    ]


@pytest.mark.parametrize("lines", [0, 1])
def test_the_page_draws_lines_when_asked_to(open_page, tiny_runs, lines):
    app = open_page(tiny_runs, "evolution", epoch=2, sample="ISIC_0000007", lines=lines)
    assert (len(told(app)["links"]) >= 10) == bool(lines)
