"""The app under Streamlit's AppTest, what it shows as words, and a store full of hostile names."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from analysis.store import layout
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from tests.tiny_store import CLASSES, build

APP = Path(__file__).parents[2] / "dashboard" / "app.py"
HOSTILE_CLASSES = ["<script>alert(1)</script>", "☢ \"quoted\" & 'more'", "![x](http://127.0.0.9/x.png) `*_\n../.."]
HOSTILE_SAMPLE = "<img src=x onerror=alert(2)>../..'\""


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Open a page of the app as a link would: `open_page(runs, "evolution", epoch=2)`."""

    def open_at(runs: str, path: str = "overview", **asked: object) -> AppTest:
        monkeypatch.setenv("EPOCHSCOPE_RUNS", str(runs))
        app = AppTest.from_file(str(APP), default_timeout=60)
        app.query_params.update({name: str(value) for name, value in asked.items()})
        return go_to(app, path)

    return open_at


def go_to(app: AppTest, path: str) -> AppTest:
    """Switch to a page by its URL path (AppTest's own switch knows pages that are files only)."""
    app._page_hash = calc_hash(path)
    return app.run()


def markup_of(app: AppTest) -> str:
    """All HTML that the app has put on the page."""
    return "\n".join(element.proto.body for element in app.get("html") if not element.proto.body.startswith("<style>"))


def words_of(app: AppTest) -> str:
    """The same as a reader sees it, without tags."""
    return html.unescape(re.sub(r"<[^>]*>", " ", markup_of(app)))


@pytest.fixture(scope="session")
def hostile_runs(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A folder with one run whose classes, ids, groups and metadata are attacks."""
    folder = tmp_path_factory.mktemp("hostile")
    location = build(folder / "a'b\"<i>run", name="<b>run</b>", classes=HOSTILE_CLASSES)
    samples = Run(location).samples.copy()
    samples.loc[0, "sample"] = HOSTILE_SAMPLE
    samples.loc[0, "group"] = "</style><script>alert(3)</script>"
    samples.loc[0, "sex"] = "<iframe src=//127.0.0.9>"
    samples.loc[0, "file"] = "../../../../etc/passwd"
    writer = RunWriter(location, "<b>run</b>")
    writer.table(layout.SAMPLES, samples)
    writer.manifest["skipped"] = [{"sample": "<u>s</u>", "file": "<u>f</u>.png", "reason": "<script>r</script>"}]
    writer.manifest["warnings"] = ["<script>w</script>"]
    writer.save()
    return str(folder)


@pytest.fixture(scope="session")
def score_runs(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A folder with runs of folds and the runs of scores that are made of them; read only."""
    from tests.dashboard.score_folder import build as build_scores

    return build_scores(tmp_path_factory.mktemp("scores"))


@pytest.fixture(scope="session")
def looked_runs(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A folder with one small run, `tiny`, that has looks and nuisances with chosen figures; read only."""
    from tests.dashboard.looked_store import look_at

    folder = tmp_path_factory.mktemp("looked")
    look_at(build(folder / "tiny"))
    return str(folder)


@pytest.fixture
def unfinished_runs(tmp_path: Path) -> str:
    """A folder with one run that has no complete epoch yet."""
    location = str(tmp_path / "young")
    writer = RunWriter(location, "young")
    writer.manifest |= {"classes": CLASSES, "dataset": {"name": "d"}, "model": {"name": "m"}}
    writer.table(layout.SAMPLES, Run(build(tmp_path.parent / "whole" / tmp_path.name)).samples)
    writer.save()
    return str(tmp_path)
