"""The table of members: which columns it has, and hostile names stay words."""

from __future__ import annotations

import shutil

from analysis.store import layout
from analysis.store.reader import Run
from analysis.store.score_run import ENSEMBLE, ScoreRun, write_score_run
from analysis.store.writer import RunWriter
from tests.dashboard.conftest import markup_of, words_of
from tests.tiny_store import CLASSES

HOSTILE = "<script>alert(1)</script> [x](//127.0.0.9) :red[y]"


def test_hostile_members_stay_words(open_page, tiny_run, tmp_path):
    source = Run(tiny_run)
    members = [{"run": HOSTILE, "location": f"/x/{HOSTILE}", "kind": HOSTILE, "epoch": 5, "weight": 0.25}, "nonsense"]
    facts = {"members": members, "set": {"reads": HOSTILE}, "warnings": [HOSTILE]}
    made = ScoreRun(ENSEMBLE, 5, CLASSES, source.samples, source.scores(5), key="k", facts=facts)
    write_score_run(str(tmp_path / "set"), made, source)
    shutil.copytree(tiny_run, tmp_path / HOSTILE.replace("/", "|"))
    for page in ("overview", "evolution", "evaluation"):
        app = open_page(str(tmp_path), page, run="set")
        assert not app.exception
        assert "<script>" not in markup_of(app)
    assert "0.250" in words_of(open_page(str(tmp_path), "overview", run="set"))


def test_a_linked_name_is_no_markdown(open_page, tiny_run, tmp_path):
    name = "[x](evil) :red[y] *z*"
    shutil.copytree(tiny_run, tmp_path / name)
    source = Run(tiny_run)
    facts = {"members": [{"run": name, "location": str(tmp_path / name), "kind": "checkpoints", "epoch": 5}]}
    made = ScoreRun(ENSEMBLE, 5, CLASSES, source.samples, source.scores(5), key="k", facts=facts)
    write_score_run(str(tmp_path / "set"), made, source)
    app = open_page(str(tmp_path), "evolution", run="set")
    labels = [link.proto.label for link in app.get("page_link")]
    assert "\\[x\\]\\(evil\\) \\:red\\[y\\] \\*z\\*" in labels


def test_an_unfinished_run_of_scores_says_so(open_page, tiny_run, tmp_path):
    writer = RunWriter(str(tmp_path / "set"), "set")
    writer.manifest |= {"kind": ENSEMBLE, "classes": CLASSES, "dataset": {"name": "d"}}
    writer.table(layout.SAMPLES, Run(tiny_run).samples)
    writer.save()
    for page in ("overview", "evaluation", "evolution"):
        app = open_page(str(tmp_path), page)
        assert not app.exception and "No complete epoch yet" in words_of(app)
