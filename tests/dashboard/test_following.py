"""A run that grows while its page is open."""

from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from dashboard import following
from dashboard.following import has_grown
from tests.dashboard.conftest import words_of
from tests.tiny_store import build


def test_a_change_of_the_manifest_is_news(tmp_path):
    location = build(tmp_path / "run")
    run = Run(location)
    assert not has_grown(run)
    writer = RunWriter(location, "run")
    writer.manifest["complete"] = False
    writer.save()
    assert has_grown(run) and not has_grown(Run(location))
    (tmp_path / "run" / "run.json").unlink()
    assert has_grown(run)


def test_only_an_unfinished_run_is_followed(open_page, tmp_path):
    location = build(tmp_path / "run")
    assert "follows it by itself" not in words_of(open_page(tmp_path, "overview"))
    writer = RunWriter(location, "run")
    writer.manifest["complete"] = False
    writer.save()
    app = open_page(tmp_path, "overview")
    assert "follows it by itself" in words_of(app) and not app.exception
    writer.manifest["complete"] = True
    writer.save()
    assert "follows it by itself" not in words_of(app.run())


def test_news_draw_the_page_anew(monkeypatch):
    drawn = []
    monkeypatch.setattr(following.st, "rerun", lambda: drawn.append("page"))
    for grown in (False, True):
        monkeypatch.setattr(following, "has_grown", lambda run, grown=grown: grown)
        following._look(None)
    assert drawn == ["page"]
