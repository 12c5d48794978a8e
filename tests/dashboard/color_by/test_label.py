"""Label: the classes in their colors, the same at every epoch."""

from analysis.store.reader import Run
from dashboard.color_by import label
from dashboard.color_by.contract import Asked
from dashboard.palette import class_colors


def test_classes_have_the_colors_of_every_page(tiny_run):
    run = Run(tiny_run)
    found = label.color(Asked(run, "pca_joint"))
    assert [found.names[code] for code in found.codes[0]] == list(run.samples["label"])
    assert dict(zip(found.names, found.colors, strict=True)) == class_colors(run)
