"""Split: offered where the samples are divided."""

from analysis.store.reader import Run
from dashboard.color_by import split
from dashboard.color_by.contract import Asked


def test_every_sample_has_its_split(tiny_run):
    run = Run(tiny_run)
    found = split.color(Asked(run, "pca_joint"))
    assert [found.names[code] for code in found.codes[0]] == list(run.samples["split"])
    assert list(found.names) == ["train", "validation", "test"]


def test_an_undivided_run_does_not_offer_it(tiny_run):
    run = Run(tiny_run)
    assert split.possible(run, "pca_joint")
    run.__dict__["splits"] = ["all"]
    assert not split.possible(run, "pca_joint")
