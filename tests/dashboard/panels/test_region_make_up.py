"""The table of what regions are made of."""

from analysis.store.reader import Run
from dashboard.look import share, share_interval
from dashboard.panels.region_make_up import READING
from dashboard.regions.composition import composition
from dashboard.regions.definition import Listed, tag_of
from tests.dashboard.panels.regions_app import NAME, lasso, open_regions, words


def test_a_column_for_each_region_and_one_for_the_run(tiny_run, monkeypatch):
    run, (region, rows) = Run(tiny_run), lasso(tiny_run)
    other = Listed(2, tuple(range(20, 40)), tag_of(run, NAME), "twenty")
    app = open_regions(tiny_run, monkeypatch, region_a=region, region_b=other, epoch=2, region_by="sex")
    assert not app.exception and "sex Region A twenty Whole run" in words(app) and READING in words(app)
    for part in composition(run, "sex", 2, [rows, range(20, 40)]):
        cells = [
            f"{share(value)} {share_interval(low, high)} · {count}"
            for count, (value, low, high) in zip(part.counts, part.shares, strict=True)
        ]
        assert f"{part.words} {cells[0]} {cells[1]} {share(part.everywhere)}" in words(app)


def test_more_values_than_lines_are_counted(tiny_run, monkeypatch):
    monkeypatch.setattr("dashboard.panels.region_make_up.LINES", 2)
    app = open_regions(tiny_run, monkeypatch, region_a=lasso(tiny_run)[0], epoch=2)
    assert "and 1 value more" in words(app)
