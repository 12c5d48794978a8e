"""One trait as it is shown: of many samples on a common scale, of one sample as it is."""

import numpy as np
import pandas as pd
import pytest

from analysis.store.reader import Run
from dashboard.nuisances_of_rows import Trait, nuisances_of
from dashboard.panels import trait_facet


@pytest.fixture
def drawn(monkeypatch):
    """What was put on the page: words, and the figure."""
    found = {"words": "", "figure": None}

    def words(*parts):
        found["words"] += " ".join(map(str, parts))

    monkeypatch.setattr(trait_facet, "show", words)
    monkeypatch.setattr(trait_facet.look, "figure", lambda drawing, **_: found.update(figure=drawing))
    monkeypatch.setattr(trait_facet, "dark", lambda: False)
    return found


def test_one_sample_is_drawn_between_nothing_and_the_same(drawn, looked_runs):
    run = Run(f"{looked_runs}/tiny")
    trait = nuisances_of(run, np.array([3]), "all")[0]
    trait_facet.plain_facet(run, trait, 0)
    low, high = drawn["figure"].layout.yaxis.range
    assert low < 0 < 1 < high and high - low == pytest.approx(1.16)
    assert any(np.array_equal(line.y, trait.table["mean"], equal_nan=True) for line in drawn["figure"].data)
    assert any(np.array_equal(line.y, trait.table["random"], equal_nan=True) for line in drawn["figure"].data)
    assert "any two samples" in drawn["words"] and "ouped by it" not in drawn["words"]


def test_many_samples_are_judged(drawn, looked_runs):
    run = Run(f"{looked_runs}/tiny")
    traits = nuisances_of(run, np.arange(60), "all")
    trait_facet.facet(run, traits[0], 0, reach=trait_facet.reach_of(traits))
    assert "skin tone" in drawn["words"] and "<b>71 %</b>" in drawn["words"] and "[70, 72]" in drawn["words"]
    assert "rouped by it" in drawn["words"]


def test_the_axis_ends_where_shares_stop_to_mean_anything():
    table = pd.DataFrame({"strength": [-9.0, 0.4, np.nan], "strength_high": [-8.0, 0.7, np.nan]})
    assert trait_facet.reach_of([Trait("x", table)]) == (trait_facet.LOWEST, 0.7)
    assert trait_facet.reach_of([Trait("x", table.iloc[2:])]) == (0.0, 0.1)


def test_a_strength_is_written_as_far_as_it_says_something():
    assert [trait_facet.percent(value) for value in (0.714, -0.153, -4.0, None, float("nan"))] == [
        "71 %", "−15 %", "< −100 %", "–", "–",
    ]  # fmt: skip
