"""Opens the Regions part under AppTest, and makes regions for its address."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from analysis.store.reader import Run
from dashboard.plane import Plane
from dashboard.regions.address_form import to_text
from dashboard.regions.definition import Around, Lasso, Listed, Region, tag_of
from tests.dashboard.conftest import words_of

PAGE = Path(__file__).with_name("regions_page.py")
NAME = "run"  # of the run in the address


def open_regions(location: str, monkeypatch: pytest.MonkeyPatch, **asked: object) -> AppTest:
    """Run the page; regions may be given as they are."""
    monkeypatch.setenv("EPOCHSCOPE_TEST_RUN", location)
    app = AppTest.from_file(str(PAGE), default_timeout=60)
    kinds = (Lasso, Around, Listed)
    app.query_params.update({key: to_text(one) if isinstance(one, kinds) else str(one) for key, one in asked.items()})
    return app.run()


def words(app: AppTest) -> str:
    return " ".join(words_of(app).split())


def address(app: AppTest, name: str) -> str:
    """A value in the address; empty where it is not there."""
    found = app.query_params.get(name, "")
    return found[0] if isinstance(found, list) else found


def pictures(app: AppTest, label: str) -> list[dict]:
    """The tiles of a gallery."""
    grids = [json.loads(one.proto.json) for one in app.get("bidi_component") if "gallery" in one.proto.component_name]
    return next(grid for grid in grids if grid["label"] == label)["tiles"]


def lasso(location: str, epoch: int = 2, half: float = 1.3) -> tuple[Region, np.ndarray]:
    """A square around the middle of the samples, and the rows inside it."""
    run = Run(location)
    places = run.projection("pca_joint")[run.epochs.index(epoch)]
    x, y = (float(value) for value in np.median(places, axis=0))
    corners = ((x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half))
    rows = np.flatnonzero((np.abs(places - [x, y]) < half).all(axis=1))
    return Lasso(epoch, Plane("pca_joint"), corners, tag_of(run, NAME)), rows


def around(location: str, sample: str, radius: float, epoch: int = 2) -> Around:
    return Around(epoch, sample, radius, tag_of(Run(location), NAME))
