"""Pictures of a real store under the pointer: each sample's own, and words where there are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.store import layout
from analysis.store.reader import Run
from dashboard.sample_thumbnails import no_pictures
from dashboard.scatter_pictures import score_lines, sight_of
from tests.tiny_store import build


@pytest.fixture
def own_run(tmp_path: Path) -> Path:
    return Path(build(tmp_path / "tiny"))


def test_every_sample_s_own_thumbnail(tiny_run: str) -> None:
    run = Run(tiny_run)
    ids = ["ISIC_0000041", "ISIC_0000003", "../../secret"]
    sight = sight_of(run, ids)
    assert list(sight.samples) == ids[:2] and not sight.absent and sight.trouble == ""
    assert sight.sheet == run.thumbnails.sheet([41, 3])
    assert no_pictures(run) == ""


def test_the_line_names_the_highest_score(tiny_run: str) -> None:
    run = Run(tiny_run)
    lines = score_lines(run, 2, ["ISIC_0000007", "unknown"])
    scores = run.scores(2)[7]
    best = max(range(3), key=lambda index: scores[index])
    assert lines == {"ISIC_0000007": f"predicted {run.classes[best]}, {scores[best]:.3f}"}


@pytest.mark.parametrize("content", [None, b"no picture"])
def test_an_unreadable_page_is_said_and_the_samples_are_absent(own_run: Path, content: bytes | None) -> None:
    page = next((own_run / layout.THUMBNAILS).iterdir())
    if content is None:
        page.unlink()
    else:
        page.write_bytes(content)
    sight = sight_of(Run(str(own_run)), ["ISIC_0000001", "ISIC_0000002"])
    assert list(sight.absent) == ["ISIC_0000001", "ISIC_0000002"] and sight.sheet == b""
    assert "cannot be read" in sight.trouble and "run the analysis again" in sight.trouble


def test_a_run_without_an_atlas_says_what_to_do(own_run: Path) -> None:
    run = Run(str(own_run))
    run.manifest["thumbnails"] = {}
    assert "Run the analysis again" in no_pictures(run)
    assert list(sight_of(run, ["ISIC_0000001"]).absent) == ["ISIC_0000001"]
