"""The CSV of a region, read back by pandas and looked at for what a spreadsheet would run."""

import csv
import io

import numpy as np
import pandas as pd

from analysis.store.reader import Run
from dashboard.regions.table import as_csv
from tests.tiny_store import CLASSES

ROWS = np.array([0, 3, 7, 20])


def read(content: bytes) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(content), comment="#")


def test_every_sample_comes_with_its_metadata_and_the_models_answer(tiny_run):
    run = Run(tiny_run)
    table = read(as_csv(run, ROWS, 2, {"region": "mine"}))
    assert list(table.columns) == ["sample", "label", "split", "group", "prediction", "score", "age", "sex"]
    for name in ("sample", "label", "split", "group", "sex"):
        assert table[name].tolist() == run.samples[name].iloc[ROWS].tolist()
    assert np.array_equal(table["age"], run.samples["age"].iloc[ROWS], equal_nan=True)
    scores = run.scores(2)[ROWS]
    assert table["prediction"].tolist() == [CLASSES[place] for place in scores.argmax(axis=1)]
    assert np.array_equal(table["score"].to_numpy(np.float32), scores.max(axis=1))


def test_the_header_says_what_the_region_is_on_lines_of_its_own(tiny_run):
    text = as_csv(Run(tiny_run), ROWS, 1, {"region": "two\r\nlines,=x", "address": "around~~2~ab~1~s"}).decode()
    head = [line for line in text.split("\r\n") if line.startswith("#")]
    assert head[0] == "# region: two lines,=x" and head[1] == "# address: around~~2~ab~1~s"
    assert "# epoch of predictions: 1" in head and "# samples: 4" in head
    assert len(text.split("\r\n")) == len(head) + 1 + 4 + 1


def test_no_cell_is_a_formula(tiny_run):
    run = Run(tiny_run)
    samples = run.samples.copy()
    attacks = ['=HYPERLINK("x")', "+1", "-1", "@sum", "\t=1", "\r=1", "#x", "fine, 'quoted' \"twice\""]
    samples["sample"] = [attacks[row % 8] + str(row) for row in range(60)]
    for name in ("label", "group", "sex"):
        samples[name] = [attacks[(row + 1) % 8] for row in range(60)]
    samples["=evil"] = -np.arange(60)
    samples["when"] = pd.to_datetime("2020-01-02")
    samples["empty"] = pd.array([None] * 60, dtype="string")
    run.__dict__["samples"] = samples
    below_the_header = as_csv(run, np.arange(8), 2, {}).decode().split("\r\n", 3)[3]
    cells = list(csv.reader(io.StringIO(below_the_header, newline="")))
    assert len(cells) == 9 and "'=evil" in cells[0]
    numbers = {cells[0].index(name) for name in ("score", "'=evil")}
    for line in cells[1:]:
        assert all(place in numbers or not cell.startswith(tuple("=+-@\t\r\n#")) for place, cell in enumerate(line))
    assert cells[8][0] == attacks[7] + "7" and cells[1][0] == "'" + attacks[0] + "0"
    assert [line[cells[0].index("'=evil")] for line in cells[1:]] == [str(-row) for row in range(8)]
    assert cells[1][cells[0].index("empty")] == "" and cells[1][cells[0].index("when")].startswith("2020-01-02")
