"""Tables of coordinates read back by pandas, pyarrow and the csv module; no id is run by a spreadsheet."""

from __future__ import annotations

import csv
import io
import json

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

from dashboard.projection_table import as_csv, as_parquet, disarmed
from dashboard.provenance import Provenance

SAMPLES = ["a", 'b,"c"', "naïve 🙂"]
EPOCHS = [0, 7]
PROVENANCE = Provenance("t", {"run": "mine", "seed": "0", "basis": "ab" * 32}, "mine")


@pytest.fixture
def positions() -> np.ndarray:
    values = np.random.default_rng(0).normal(size=(2, 3, 2)).astype(np.float32)
    values[1, 2] = np.nan
    return values


def test_csv_reads_back_to_the_last_bit(positions: np.ndarray) -> None:
    text = as_csv(SAMPLES, EPOCHS, positions, PROVENANCE).decode()
    assert text.startswith("# run: mine\r\n# seed: 0\r\n# basis: " + "ab" * 32)
    assert "# epochs: 0, 7\r\n" in text and "# components: 1, 2\r\n" in text
    table = pd.read_csv(io.StringIO(text), comment="#")
    assert table["sample"].tolist() == SAMPLES * 2 and table["epoch"].tolist() == [0, 0, 0, 7, 7, 7]
    read = table[["x", "y"]].to_numpy(np.float32).reshape(2, 3, 2)
    assert np.array_equal(read, positions, equal_nan=True)


def test_parquet_reads_back_and_says_where_it_comes_from(positions: np.ndarray) -> None:
    three = np.concatenate([positions, positions[..., :1]], axis=2)
    content = as_parquet(SAMPLES, EPOCHS, three, PROVENANCE)
    table = pd.read_parquet(io.BytesIO(content))
    assert table["sample"].tolist() == SAMPLES * 2 and table["epoch"].tolist() == [0, 0, 0, 7, 7, 7]
    assert np.array_equal(table[["x", "y", "z"]].to_numpy().reshape(2, 3, 3), three, equal_nan=True)
    facts = json.loads(pq.read_schema(io.BytesIO(content)).metadata[b"epochscope"])
    assert facts["run"] == "mine" and facts["basis"] == "ab" * 32 and facts["components"] == "1, 2, 3"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@sum(a)", "\t=1", "\r=1", "#x", "\n=1"])
def test_no_cell_is_a_formula_or_a_header_line(cell: str) -> None:
    text = as_csv([cell], [0], np.zeros((1, 1, 2), np.float32), PROVENANCE).decode()
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert rows[-1][0] == "'" + cell and "# note: An apostrophe" in text
    assert disarmed("ISIC_1") == "ISIC_1"
