"""The excerpt holds the chosen samples of the chosen epochs, and nothing else."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.projections.quality.excerpt import excerpt
from tests.analysis.projections.drawn import random_run


def test_the_chosen_samples_at_the_chosen_epochs():
    run = random_run(8, 40, 5)
    some = excerpt(run, samples=12, epochs=3)
    for epoch, values in run:
        some.keep(epoch, values)
    few, rows = some.embeddings(), some.subset.rows
    assert few.epochs == [0, 4, 7]
    for epoch, values in few:
        np.testing.assert_array_equal(values, run.read(epoch)[rows])
        np.testing.assert_array_equal(few.margins(epoch), run.margins(epoch)[rows])
    assert few.labels.tolist() == run.labels[rows].tolist()
    assert few.held_out.tolist() == run.held_out[rows].tolist()
    assert (len(rows), few.classes) == (12, run.classes)
    assert some.facts == {**some.subset.facts, "epochs": [0, 4, 7]}
    with pytest.raises(KeyError):
        few.read(1)


@pytest.mark.parametrize(("epochs", "kept"), [(1, [0]), (2, [0, 1]), (4, [0, 1, 2, 3]), (16, [0, 5, 10, 15])])
def test_first_and_last_are_always_there(epochs, kept):
    assert excerpt(random_run(epochs, 5, 2)).epochs == kept
