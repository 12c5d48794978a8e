"""Every check at once on a run without a model: rows, findings, and what is written."""

import math

import pandas as pd

from analysis.health.contract import Epoch
from analysis.health.judging import measured, publish
from analysis.health.registry import CHECKS, VERSION
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from tests.tiny_store import build


def test_every_check_measures_and_judges(tmp_path):
    location = build(tmp_path / "run")
    run = Run(location)
    rows = [measured(Epoch(run, epoch, run.embeddings(epoch), run.scores(epoch), None, {})) for epoch in run.epochs]
    findings = publish(RunWriter(location, "run"), run, pd.DataFrame(rows))
    assert [finding.check for finding in findings] == list(CHECKS)
    levels = {finding.check: finding.level for finding in findings}
    assert levels["batch_norm"] == "not_applicable" and levels["logged_metrics"] == "warning"  # tiny runs disagree
    found = Run(location)
    assert found.findings == findings and found.manifest["health_version"] == VERSION
    assert found.health["epoch"].tolist() == run.epochs
    for finding in findings:
        check = CHECKS[finding.check]
        assert (finding.title, finding.found) == (check.TITLE, check.FOUND) and finding.words.endswith(".")
        assert finding.curve in ("", check.CURVE) and (not finding.curve or finding.curve in found.health)
        assert finding.value is None or math.isfinite(finding.value)
        assert (finding.level == "warning") == bool(finding.advice)
