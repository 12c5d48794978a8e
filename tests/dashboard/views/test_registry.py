"""Every page keeps the promise of `dashboard.views.contract.View`."""

import inspect
import re

import pytest

from dashboard.views.registry import DRAW_SELECTION_THEMSELVES, VIEWS


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__)
def test_a_view_has_a_title_a_path_and_show(view):
    assert view.TITLE.strip() and re.fullmatch("[a-z]+", view.PATH)
    assert list(inspect.signature(view.show).parameters) == ["run", "selection"]
    assert view.__doc__


def test_titles_and_paths_are_unique_and_exceptions_exist():
    paths = [view.PATH for view in VIEWS]
    assert len(set(paths)) == len(paths) == len({view.TITLE for view in VIEWS})
    assert set(paths) >= DRAW_SELECTION_THEMSELVES
