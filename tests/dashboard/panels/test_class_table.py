"""The table of classes, read back from the page."""

import html
import re

import numpy as np
import pytest
from sklearn.metrics import precision_recall_fscore_support
from streamlit.testing.v1 import AppTest

from analysis.store.reader import Run
from dashboard import look
from dashboard.judgement import judge


def page(location: str, split: str):
    from analysis.store.reader import Run
    from dashboard.judgement import judge
    from dashboard.palette import class_colors
    from dashboard.panels.class_table import classes_table

    run = Run(location)
    classes_table(judge(run, 1, split), class_colors(run), marked=run.classes[0])


def rows_of(location: str, split: str) -> list[list[str]]:
    app = AppTest.from_function(page, kwargs={"location": location, "split": split}, default_timeout=30).run()
    body = app.get("html")[0].proto.body
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", body)[1:]
    return [
        [html.unescape(re.sub(r"<[^>]*>", " ", cell)).split() for cell in re.findall(r"<t[dh][^>]*>.*?</t[dh]>", row)]
        for row in rows
    ]


@pytest.mark.parametrize("split", ["train", "test"])
def test_figures_are_scikit_learns(tiny_run, split):
    judged = judge(Run(tiny_run), 1, split)
    precision, recall, f1, support = precision_recall_fscore_support(
        judged.labels, judged.predictions, labels=range(3), zero_division=np.nan
    )
    for index, row in enumerate(rows_of(tiny_run, split)):
        assert row[0] == [judged.classes[index]]
        assert row[1] == [str(support[index])]
        for place, value in ((3, recall[index]), (5, precision[index]), (6, f1[index])):
            assert row[place][0] == look.number(float(value))
        specificity = np.mean(judged.predictions[judged.labels != index] != index)
        assert row[4][0] == look.number(float(specificity))


def test_every_defined_figure_has_its_interval(tiny_run):
    assert all(re.match(r"\[.*\]", " ".join(cell[1:])) for row in rows_of(tiny_run, "test") for cell in row[3:])
