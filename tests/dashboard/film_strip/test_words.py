"""What the strip says, against the run's own arrays."""

import json

import numpy as np
import pytest

from analysis.store.reader import Run
from dashboard.film import Film, film
from dashboard.film_strip.words import GAINED, LOST, SAME_LABEL, WRONG, view
from tests.dashboard.small_store import two_classes, write


@pytest.fixture(scope="module")
def run(tiny_run):
    return Run(tiny_run)


def test_every_cell_names_its_neighbor_and_its_score(run):
    found = film(run, 21, 10)
    said = json.loads(json.dumps(view(run, 21, found, 2)))
    assert said["epoch"] == 2 and [row["epoch"] for row in said["rows"]] == run.epochs
    for place, epoch in enumerate(run.epochs):
        scores = run.scores(epoch)
        for rank, (sample, score, distance, bits, says) in enumerate(said["rows"][place]["cells"]):
            row = int(run.neighbors(epoch)[21, rank])
            name, label = said["samples"][sample]
            own = scores[row, run.labels[row]]
            assert name == run.samples["sample"].iat[row]
            assert said["labels"][label][0] == run.samples["label"].iat[row]
            assert score in (f"{own:.2f}", ">0.99", "<0.01")
            assert float(distance) == pytest.approx(float(run.neighbor_distances(epoch)[21, rank]), rel=0.01)
            assert says == scores[row].argmax()
            assert bool(bits & WRONG) == (says != run.labels[row])
            assert bool(bits & SAME_LABEL) == (run.labels[row] == run.labels[21])
            assert bool(bits & GAINED) == bool(found.gained[place, rank])
            assert bool(bits & LOST) == bool(found.lost[place, rank])


def test_counts_of_a_row_look_back_to_the_row_above(run):
    found = film(run, 21, 10)
    rows = view(run, 21, found, 2)["rows"]
    assert (rows[0]["gained"], rows[0]["lost"]) == (0, 0)
    for place in range(1, len(rows)):
        above, here = set(found.rows[place - 1].tolist()), set(found.rows[place].tolist())
        assert (rows[place]["gained"], rows[place]["lost"]) == (len(here - above), len(above - here))
        assert rows[place]["same"] == sum(run.labels[row] == run.labels[21] for row in here)


def test_a_sample_is_told_once_however_often_it_stands(run):
    said = view(run, 21, film(run, 21, 10), 2)
    assert len({name for name, _ in said["samples"]}) == len(said["samples"])


def test_identical_ones_and_certain_scores_are_said_to_be(tmp_path):
    scores = two_classes([0, 0.001, 0.999, 1])
    run = Run(write(tmp_path, [1, 1, 1, 1], {0: scores}, places=np.zeros((4, 1))))
    cells = view(run, 1, film(run, 1, 3), 0)["rows"][0]["cells"]
    assert [cell[1] for cell in cells] == ["0.00", ">0.99", "1.00"]
    assert {cell[2] for cell in cells} == {"identical"}


def test_an_epoch_without_neighbors_has_an_empty_row(run):
    nobody = Film(run.epochs, np.full((4, 3), -1, np.int32), np.full((4, 3), np.nan, np.float32))
    said = view(run, 0, nobody, 0)
    assert said["samples"] == [] and all(row["cells"] == [] for row in said["rows"])
