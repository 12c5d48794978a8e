"""A column of the dataset's own: numbers, names, gaps, outliers and more names than there are bytes."""

import numpy as np
import pytest

from analysis.store.reader import Run
from dashboard.color_by import column
from dashboard.color_by.contract import MOST, OTHER_COLOR, Asked, Values, limited


@pytest.fixture
def asked(tiny_run):
    run = Run(tiny_run)

    def with_values(values):
        run.__dict__["samples"] = run.samples.assign(extra=values)
        return column.color(Asked(run, "pca_joint", column="extra"))

    return with_values


def test_numbers_are_a_ramp_and_gaps_are_not_known(asked):
    values = np.where(np.arange(60) % 6 == 0, np.nan, np.arange(60.0))
    found = asked(values)
    assert isinstance(found, Values) and np.array_equal(found.values[0], values, equal_nan=True)
    assert (found.low, found.high) == (1, 59) and found.words == ""


def test_infinite_numbers_are_not_known_and_one_far_out_does_not_squash_the_ramp(asked):
    values = np.concatenate([np.linspace(0, 1, 58), [1e9, np.inf]])
    found = asked(values)
    assert np.isnan(found.values[0, 59]) and found.high < 1e9 and "1e+09" in found.words


def test_one_value_has_a_ramp_too(asked):
    found = asked(np.full(60, 3.0))
    assert found.low < found.high


def test_names_stand_by_frequency_and_empty_text_is_not_known(asked):
    found = asked(np.array(["b", "a", "", "a"] * 15, dtype=object))
    assert list(found.names) == ["a", "b"] and found.codes[0, :4].tolist() == [1, 0, -1, 0]


def test_a_column_without_any_value_colors_nothing(asked):
    found = asked(np.array([None] * 60, dtype=object))
    assert list(found.names) == [] and (found.codes == -1).all()


def test_more_names_than_a_byte_holds(tiny_run):
    run = Run(tiny_run)
    names = [f"n{place}" for place in range(300)] + ["often"] * 9
    big = run.samples.sample(309, replace=True, random_state=0).assign(extra=names).reset_index(drop=True)
    run.__dict__["samples"] = big
    found = limited(column.color(Asked(run, "pca_joint", column="extra")))
    assert len(found.names) == MOST and found.names[0] == "often"
    assert found.names[-1] == "other, 48 values" and found.colors[-1] == OTHER_COLOR
    assert (found.codes == MOST - 1).sum() == 48 and "The 253 most frequent of 301 values" in found.words
