"""Names and tags of regions."""

from analysis.store.reader import Run
from dashboard.regions.definition import LONGEST_NAME, cleaned, tag_of


def test_a_name_is_one_line_without_what_the_address_divides_by():
    assert cleaned("  two\nlines~and\x00more\u202e ") == "two lines and more"
    assert cleaned("x" * 100) == "x" * LONGEST_NAME
    assert cleaned("~~~") == ""


def test_a_tag_tells_runs_apart(tiny_run):
    run = Run(tiny_run)
    assert tag_of(run, "a") == tag_of(run, "a") != tag_of(run, "b")
    before = tag_of(run, "a")
    run.__dict__["samples"] = run.samples.iloc[:-1]
    assert tag_of(run, "a") != before
